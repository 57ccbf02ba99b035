package dev.moonlet.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that is its own authority, for {@code 127.0.0.1} and {@code localhost}, and its key, as files in PEM.
 *
 * @param certificate the file of the certificate
 * @param key the file of its private key
 */
public record TlsCertificate(Path certificate, Path key) {

    private static final String PASSWORD = "secret";
    private static final String ALIAS = "redis";

    /** Makes a certificate in a directory, by the {@code keytool} of the JDK that runs the test. */
    public static TlsCertificate in(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = directory.resolve("keys.p12");
        String command = Path.of(System.getProperty("java.home"), "bin", "keytool")
                + " -genkeypair -alias " + ALIAS
                + " -keyalg RSA -dname CN=redis -ext san=ip:127.0.0.1,dns:localhost -validity 2"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store;
        int status = new ProcessBuilder(command.split(" ", -1)).start().waitFor();
        if (status != 0) {
            throw new IOException("keytool has failed: " + status);
        }
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            loaded.load(stream, PASSWORD.toCharArray());
        }
        TlsCertificate made = new TlsCertificate(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
        writePem(made.certificate(), "CERTIFICATE", loaded.getCertificate(ALIAS).getEncoded());
        writePem(
                made.key(),
                "PRIVATE KEY",
                loaded.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        return made;
    }

    private static void writePem(Path file, String type, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n");
    }

    /**
     * The settings of a server that encrypts with it.
     *
     * @param port the port of encrypted connections
     * @param clients whether clients have to have a certificate, too: {@code yes} or {@code no}
     */
    public String[] settings(int port, String clients) {
        return new String[] {
            "tls-port " + port,
            "tls-cert-file " + certificate,
            "tls-key-file " + key,
            "tls-ca-cert-file " + certificate,
            "tls-auth-clients " + clients
        };
    }
}
