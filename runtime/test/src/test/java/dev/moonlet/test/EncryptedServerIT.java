package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisURI;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server with TLS, whose certificate no authority has signed. */
class EncryptedServerIT {

    private static String uri = "";

    /** What has keys checked on the server, if its certificate needs no check. */
    static class Unverified {

        @RegisterExtension
        final MoonletExtension moonlet = MoonletExtension.builder()
                .server(TestServer.given(RedisURI.create(uri)))
                .declaredKeysOnly()
                .build();

        @Test
        void addsANote(Notes notes, RedisURI injected) {
            assertThat(injected.isSsl()).isTrue();
            assertThat(notes.add("note", "text")).isEqualTo(1);
        }
    }

    @Test
    void keysAreCheckedWhereTheUriDoesNotVerifyThePeer(@TempDir Path keys) throws Exception {
        int port = RedisProcess.freePort();
        writeCertificate(keys);
        try (RedisProcess server = RedisProcess.start(
                "tls-port " + port,
                "tls-cert-file " + keys.resolve("certificate.pem"),
                "tls-key-file " + keys.resolve("key.pem"),
                "tls-ca-cert-file " + keys.resolve("certificate.pem"),
                "tls-auth-clients no")) {
            assertThat(server.port()).isNotEqualTo(port);
            uri = "rediss://127.0.0.1:" + port + "/0?verifyPeer=NONE";
            assertThat(TestRuns.failure(Unverified.class)).isEqualTo("nothing failed");
            uri = "rediss://127.0.0.1:" + port + "/0";
            assertThat(TestRuns.failure(Unverified.class)).isNotEqualTo("nothing failed");
        }
    }

    private static void writeCertificate(Path directory) throws Exception {
        Path store = directory.resolve("keys.p12");
        String command = Path.of(System.getProperty("java.home"), "bin", "keytool")
                + " -genkeypair -alias redis -keyalg RSA -dname CN=elsewhere -validity 2"
                + " -storetype PKCS12 -storepass secret -keystore " + store;
        assertThat(new ProcessBuilder(command.split(" ", -1)).start().waitFor()).isZero();
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            loaded.load(stream, "secret".toCharArray());
        }
        write(
                directory.resolve("certificate.pem"),
                "CERTIFICATE",
                loaded.getCertificate("redis").getEncoded());
        write(
                directory.resolve("key.pem"),
                "PRIVATE KEY",
                loaded.getKey("redis", "secret".toCharArray()).getEncoded());
    }

    private static void write(Path file, String type, byte[] content) throws Exception {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n");
    }
}
