package dev.moonlet.test.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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

    /** Has all of the class path but one jar. */
    private static URLClassLoader without(String name) throws IOException {
        List<Path> paths = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !path.getFileName().toString().startsWith(name))
                .toList();
        URL[] urls = new URL[paths.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = paths.get(i).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    @Test
    void theMissingDependencyIsNamed() throws Exception {
        try (URLClassLoader classes = without("embedded-redis")) {
            Object source = classes.loadClass(ServerSources.class.getName())
                    .getMethod("embedded")
                    .invoke(null);
            assertThatExceptionOfType(java.lang.reflect.InvocationTargetException.class)
                    .isThrownBy(() -> classes.loadClass(ServerSource.class.getName())
                            .getMethod("lease")
                            .invoke(source))
                    .havingCause()
                    .withMessage("there is no Redis to test on: add org.signal:embedded-redis to the test dependencies,"
                            + " or name a server with -Dmoonlet.server");
        }
    }
}
