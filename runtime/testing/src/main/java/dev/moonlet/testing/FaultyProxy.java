package dev.moonlet.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lettuce.core.RedisURI;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes on what a client and a server send, cuts connections, holds requests back, and answers some of them itself. */
public final class FaultyProxy implements AutoCloseable {

    /** What the server echoes in place of a reply that the proxy gives. */
    private static final String ECHOED = bulk(UUID.randomUUID().toString());

    private static final String ECHO = "*2\r\n" + bulk("ECHO") + ECHOED;

    /** A reply of the server, and what the client gets in its place. */
    private record Replacement(String reply, String other) {}

    private final int serverPort;
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService pumps = Executors.newCachedThreadPool();
    private final AtomicInteger toCut = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private volatile String wordToCut = "";
    private volatile String wordToAnswer = "";
    private volatile Replacement replacement = new Replacement(ECHOED, ECHOED);
    private volatile boolean refusing;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public FaultyProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        pumps.execute(this::accept);
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    public RedisURI uri() {
        return RedisURI.create("127.0.0.1", listening.getLocalPort());
    }

    /** Cuts the connection in place of the next reply. */
    public void cutNextReply() {
        toCut.set(1);
    }

    /** Cuts the connection in place of each request that has a word in it. */
    public void cutRequestsWith(String word) {
        wordToCut = word;
    }

    /**
     * Answers each request that has a word in it. The server gets an {@code ECHO} in its place, so that the replies keep their
     * order. That is not possible between {@code MULTI} and {@code EXEC}.
     */
    public void answerRequestsWith(String word, String reply) {
        replaceReplies(ECHOED, reply);
        wordToAnswer = word;
    }

    /** Has the client get another reply in the place of each that reads as given, from now on. */
    public void replaceReplies(String reply, String other) {
        wordToAnswer = "";
        replacement = new Replacement(reply, other);
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

    /** Closes new connections at once, until {@link #acceptConnections}; those that there are go on. */
    public void refuseConnections() {
        refusing = true;
    }

    /** Passes on what comes on new connections. */
    public void acceptConnections() {
        refusing = false;
    }

    private void accept() {
        try {
            while (true) {
                connect(listening.accept());
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Connects a client with the server; where that is down, the client loses its connection. */
    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            if (refusing) {
                client.close();
                return;
            }
            server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        } catch (IOException e) {
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        pumps.execute(() -> pump(client, server, this::passRequests));
        pumps.execute(() -> pump(server, client, this::passReplies));
    }

    private interface Passage {

        /** Passes on what comes, until there is no more or the connection is cut. */
        void pass(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private static void pump(Socket from, Socket to, Passage passage) {
        try (from;
                to) {
            passage.pass(
                    new BufferedInputStream(from.getInputStream()), new BufferedOutputStream(to.getOutputStream()));
        } catch (IOException e) {
            // the other side was closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // this proxy was closed
        }
    }

    private void passRequests(InputStream in, OutputStream out) throws IOException, InterruptedException {
        for (String request = request(in); !request.isEmpty(); request = request(in)) {
            if (has(request, wordToCut)) {
                cut.incrementAndGet();
                return;
            }
            gate.await();
            out.write((has(request, wordToAnswer) ? ECHO : request).getBytes(ISO_8859_1));
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    private static boolean has(String request, String word) {
        return !word.isEmpty() && request.contains(word);
    }

    /** The next request, an array of strings; empty if the client has closed the connection. */
    private static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        int strings = header(in, request);
        for (int i = 0; i < strings; i++) {
            int length = header(in, request) + 2;
            request.append(new String(in.readNBytes(length), ISO_8859_1));
        }
        return request.toString();
    }

    /** The number in a line like {@code *3} or {@code $11}; 0 if there is none. */
    private static int header(InputStream in, StringBuilder read) throws IOException {
        int start = read.length();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            read.append((char) next);
            next = in.read();
        }
        if (next < 0) {
            return 0;
        }
        read.append('\n');
        return Integer.parseInt(read.substring(start + 1, read.length() - 2));
    }

    private void passReplies(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        String kept = "";
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (toCut.compareAndSet(1, 0)) {
                cut.incrementAndGet();
                return;
            }
            Replacement now = replacement;
            String replies = (kept + new String(buffer, 0, count, ISO_8859_1)).replace(now.reply(), now.other());
            kept = beginning(now.reply(), replies);
            out.write(replies.substring(0, replies.length() - kept.length()).getBytes(ISO_8859_1));
            out.flush();
        }
    }

    /** The end of some replies, as far as it is the beginning of a reply whose rest is to come. */
    private static String beginning(String reply, String replies) {
        int start = Math.max(replies.length() - reply.length() + 1, 0);
        while (!reply.startsWith(replies.substring(start))) {
            start++;
        }
        return replies.substring(start);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        pumps.shutdownNow();
    }
}
