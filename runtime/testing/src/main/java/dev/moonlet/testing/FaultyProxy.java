package dev.moonlet.testing;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes on what a client and a server send, cuts connections, and holds requests back. */
public final class FaultyProxy implements AutoCloseable {

    private final int serverPort;
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService pumps = Executors.newCachedThreadPool();
    private final AtomicInteger toCut = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private volatile String word = "";
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public FaultyProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        pumps.execute(this::accept);
    }

    public RedisURI uri() {
        return RedisURI.create("127.0.0.1", listening.getLocalPort());
    }

    /** Cuts the connection in place of the next reply. */
    public void cutNextReply() {
        toCut.set(1);
    }

    /** Cuts the connection in place of each request that has a word in it. */
    public void cutRequestsWith(String newWord) {
        word = newWord;
    }

    /** How often a connection was cut. */
    public int cuts() {
        return cut.get();
    }

    /** Passes no request on until {@link #release}, on any connection. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Passes on what was held back, and what comes. */
    public void release() {
        gate.countDown();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                pumps.execute(() -> pump(client, server, false));
                pumps.execute(() -> pump(server, client, true));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to, boolean replies) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if ((replies && toCut.compareAndSet(1, 0)) || (!replies && hasWord(buffer, count))) {
                    cut.incrementAndGet();
                    return;
                }
                if (!replies) {
                    gate.await();
                }
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // the other side was closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // this proxy was closed
        }
    }

    private boolean hasWord(byte[] buffer, int count) {
        return !word.isEmpty() && new String(buffer, 0, count, StandardCharsets.US_ASCII).contains(word);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        pumps.shutdownNow();
    }
}
