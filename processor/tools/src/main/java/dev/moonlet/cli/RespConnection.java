package dev.moonlet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server that reads what the server sends, whenever that is. Clients expect a reply for each command, and the
 * server's debugger sends more.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">RESP 2</a>
 */
final class RespConnection implements AutoCloseable {

    /** An error reply. */
    record Failure(String message) {}

    private final Socket socket;
    private final InputStream in;

    private RespConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects, and authenticates the user of a URI.
     *
     * @param name what messages call the server
     * @throws FailureException if that fails
     */
    static RespConnection open(RedisURI uri, String name) {
        try {
            RespConnection connection = new RespConnection(socket(uri));
            RedisCredentials credentials =
                    uri.getCredentialsProvider().resolveCredentials().toFuture().join();
            if (credentials != null && credentials.hasPassword()) {
                String password = new String(credentials.getPassword());
                connection.require(
                        credentials.hasUsername()
                                ? List.of("AUTH", credentials.getUsername(), password)
                                : List.of("AUTH", password));
            }
            if (uri.getDatabase() != 0) {
                connection.require(List.of("SELECT", Integer.toString(uri.getDatabase())));
            }
            return connection;
        } catch (IOException e) {
            throw new FailureException("can't connect to " + name + ": " + Failures.reason(e));
        }
    }

    /** Whether what is sent is encrypted. */
    boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    private static Socket socket(RedisURI uri) throws IOException {
        int timeout = Math.toIntExact(Math.min(uri.getTimeout().toMillis(), Integer.MAX_VALUE));
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), timeout);
        socket.setSoTimeout(timeout);
        if (!uri.isSsl()) {
            return socket;
        }
        if (uri.getVerifyMode() != SslVerifyMode.FULL) {
            throw new UsageException("this command verifies the certificate of the server: leave out verifyPeer");
        }
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, uri.getHost(), uri.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /**
     * Sends a command, and reads its reply.
     *
     * @throws FailureException if that is an error
     */
    @Nullable
    Object require(List<String> command) {
        Object reply = ask(command);
        if (reply instanceof Failure failure) {
            throw new FailureException(failure.message());
        }
        return reply;
    }

    /** Sends a command, and reads the next reply. */
    @Nullable
    Object ask(List<String> command) {
        send(command.stream().map(word -> ByteBuffer.wrap(word.getBytes(UTF_8))).toList());
        return read();
    }

    /** Sends a command. */
    void send(List<ByteBuffer> command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("*" + command.size() + "\r\n").getBytes(UTF_8));
        for (ByteBuffer word : command) {
            byte[] content = new byte[word.remaining()];
            word.duplicate().get(content);
            bytes.writeBytes(("$" + content.length + "\r\n").getBytes(UTF_8));
            bytes.writeBytes(content);
            bytes.writeBytes("\r\n".getBytes(UTF_8));
        }
        try {
            socket.getOutputStream().write(bytes.toByteArray());
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Reads a reply: a string, a number, a list of replies, a failure or {@code null}. */
    @Nullable
    Object read() {
        try {
            return readReply();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private static FailureException lost(IOException e) {
        return new FailureException("the connection is lost: " + Failures.reason(e));
    }

    private @Nullable Object readReply() throws IOException {
        String line = readLine();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> new Failure(rest);
            case ':' -> Long.parseLong(rest);
            case '$' -> readString(Integer.parseInt(rest));
            case '*' -> readList(Integer.parseInt(rest));
            default -> throw new IOException("the server sends something else than RESP 2");
        };
    }

    private @Nullable String readString(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] content = in.readNBytes(length + 2);
        if (content.length < length + 2) {
            throw new EOFException("the server has closed it");
        }
        return new String(content, 0, length, UTF_8);
    }

    private @Nullable List<@Nullable Object> readList(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            list.add(readReply());
        }
        return list;
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server has closed it");
            }
            line.write(b);
        }
        String text = line.toString(UTF_8);
        if (text.length() < 2) {
            throw new IOException("the server sends something else than RESP 2");
        }
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // there is nothing left to lose
        }
    }
}
