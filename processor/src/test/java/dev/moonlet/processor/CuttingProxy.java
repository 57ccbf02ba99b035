package dev.moonlet.processor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server, and cuts the connection when a reply is on its way. */
final class CuttingProxy implements AutoCloseable {

    private final int serverPort;
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService pumps = Executors.newCachedThreadPool();
    private final AtomicInteger toCut = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private volatile String word = "";

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        pumps.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Cuts the connection in place of the next reply. */
    void cutNextReply() {
        toCut.set(1);
    }

    /** Cuts the connection in place of each request that has a word in it. */
    void cutRequestsWith(String newWord) {
        word = newWord;
    }

    /** How often a connection was cut. */
    int cuts() {
        return cut.get();
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
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // the other side was closed
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
