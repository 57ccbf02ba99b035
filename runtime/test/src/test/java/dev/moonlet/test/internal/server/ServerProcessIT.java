package dev.moonlet.test.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.moonlet.test.OtherClassPath;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ServerProcessIT {

    /** Starts a server and is killed then. */
    static final class Killed {

        public static void main(String[] args) throws IOException {
            ServerLease lease = ServerSources.embedded().lease();
            byte[] directory = "dir".getBytes(StandardCharsets.US_ASCII);
            System.out.println(lease.uri().getPort());
            System.out.println(lease.control().sync().configGet(new String(directory, StandardCharsets.US_ASCII)));
            System.out.flush();
            System.in.read();
        }
    }

    @Test
    void aServerEndsWithTheJvmEvenIfThatIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = jvm.inputReader()) {
            int port = Integer.parseInt(output.readLine());
            assertThat(isListening(port)).isTrue();
            File directory = new File(output.readLine().replaceFirst("\\{dir=(.*)}", "$1"));
            assertThat(directory).exists();
            jvm.destroyForcibly().waitFor();
            await().atMost(Duration.ofMinutes(1)).until(() -> !isListening(port) && !directory.exists());
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static boolean isListening(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    @Test
    void anIdleServerThatATestHasEndedIsReplaced() {
        try (ServerLease first = ServerSources.embedded().lease()) {
            first.connect().async().shutdown(false);
            await().until(() -> !isListening(first.uri().getPort()));
        }
        try (ServerLease second = ServerSources.embedded().lease()) {
            assertThat(second.control().sync().dbsize()).isZero();
        }
    }

    /** The message of the failure to get an embedded server by classes of a loader. */
    private static String failure(ClassLoader classes) throws ReflectiveOperationException {
        Object source = classes.loadClass(ServerSources.class.getName())
                .getMethod("embedded")
                .invoke(null);
        Method lease = classes.loadClass(ServerSource.class.getName()).getMethod("lease");
        InvocationTargetException failure = assertThrows(InvocationTargetException.class, () -> lease.invoke(source));
        return String.valueOf(failure.getTargetException().getMessage());
    }

    @Test
    void theServerClosesTheConnectionsOfATest() {
        ServerLease first = ServerSources.embedded().lease();
        try (StatefulRedisConnection<String, String> connection = first.connect()) {
            Pattern client = Pattern.compile("(?m)^id=" + connection.sync().clientId() + " ");
            assertThat(connection.sync().clientList()).containsPattern(client);
            first.close();
            try (ServerLease second = ServerSources.embedded().lease()) {
                assertThat(second.uri()).isEqualTo(first.uri());
                assertThat(second.control().sync().clientList()).doesNotContainPattern(client);
            }
        }
    }

    @Test
    void theMissingDependencyIsNamed() throws Exception {
        try (URLClassLoader classes = OtherClassPath.without("embedded-redis")) {
            assertThat(failure(classes))
                    .isEqualTo("there is no Redis to test on: add org.signal:embedded-redis to the test dependencies,"
                            + " or name a server with -Dmoonlet.server");
        }
    }

    @Test
    void aPlatformWithoutProgramIsNamed() throws Exception {
        String system = System.getProperty("os.name");
        System.setProperty("os.name", "Windows 11");
        try (URLClassLoader classes = OtherClassPath.without("nothing")) {
            assertThat(failure(classes))
                    .startsWith("the embedded Redis has no program for Windows 11 on ")
                    .endsWith(": name a server with -Dmoonlet.server");
        } finally {
            System.setProperty("os.name", system);
        }
    }
}
