package dev.moonlet.test.internal.monitor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection in the state of {@code MONITOR}, which Lettuce does not have: the server prints what it runs. */
final class MonitorConnection implements Closeable {

    private static final int CONNECT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    private MonitorConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects, with the credentials, the TLS and the verification of certificates of an address. */
    static MonitorConnection open(RedisURI uri) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MILLIS);
            MonitorConnection connection = new MonitorConnection(uri.isSsl() ? secured(socket, uri) : socket);
            RedisCredentials credentials =
                    uri.getCredentialsProvider().resolveCredentials().block();
            if (credentials != null && credentials.hasPassword()) {
                String password = new String(credentials.getPassword());
                if (credentials.hasUsername()) {
                    connection.send("AUTH", credentials.getUsername(), password);
                } else {
                    connection.send("AUTH", password);
                }
            }
            connection.send("MONITOR");
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket secured(Socket socket, RedisURI uri) throws IOException {
        SSLSocket secured =
                (SSLSocket) factory(uri.getVerifyMode()).createSocket(socket, uri.getHost(), uri.getPort(), true);
        if (uri.getVerifyMode() == SslVerifyMode.FULL) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        return secured;
    }

    private static SSLSocketFactory factory(SslVerifyMode mode) throws IOException {
        if (mode != SslVerifyMode.NONE) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void send(String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            String bytes = new String(word.getBytes(UTF_8), ISO_8859_1);
            command.append('$')
                    .append(bytes.length())
                    .append("\r\n")
                    .append(bytes)
                    .append("\r\n");
        }
        socket.getOutputStream().write(command.toString().getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        String reply = readLine();
        if (!reply.equals("+OK")) {
            throw new IOException(words[0] + ": " + reply.substring(1));
        }
    }

    /** Hands over each line until the connection ends. */
    void forEachLine(Consumer<MonitorLine> lines) throws IOException {
        while (true) {
            MonitorLine.parse(readLine().substring(1)).ifPresent(lines);
        }
    }

    /** A line, in which each character is a byte. There are no line ends in it: the server escapes them. */
    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
