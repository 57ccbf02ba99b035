package dev.moonlet.test.internal.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.AssertionFailedError;

/**
 * A file with what a test expects, beside the source of the test. {@code -Dmoonlet.goldens=rewrite} writes it anew.
 *
 * @param path the file
 */
public record GoldenFile(Path path) {

    private static final String REWRITE = "-Dmoonlet.goldens=rewrite";

    /** Separates what is compared from what is only shown. */
    private static final String NOT_COMPARED = "\n<!-- As measured, and not compared: -->\n";

    /**
     * The file of a test class.
     *
     * @param name the name of the file in the golden's place: letters, digits, {@code -}, {@code _} and {@code .}
     */
    public static GoldenFile of(Class<?> test, String name) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("the name of a golden file is \"" + name
                    + "\", but may only have letters, digits, \"-\", \"_\" and \".\" in it");
        }
        Path source = TestSource.of(test);
        String file = source.getFileName().toString();
        return new GoldenFile(source.resolveSibling(file.substring(0, file.lastIndexOf('.')) + "." + name + ".md"));
    }

    /**
     * Compares a text with the file, or writes it if that is asked for and the text is another one.
     *
     * @param measured what is shown in the file and not compared; may be empty
     * @throws AssertionFailedError if the texts differ, or there is no file
     */
    public void verify(String compared, String measured) {
        boolean rewrite = System.getProperty("moonlet.goldens", "").equals("rewrite");
        String actual = compared.strip() + "\n";
        try {
            String expected = Files.exists(path) ? read() : "";
            if (expected.equals(actual)) {
                return;
            }
            if (rewrite) {
                Files.writeString(path, measured.isEmpty() ? actual : actual + NOT_COMPARED + "\n" + measured);
                return;
            }
            throw new AssertionFailedError(message(expected, actual), expected, actual);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read() throws IOException {
        String text = Files.readString(path).replace("\r\n", "\n");
        int end = text.indexOf(NOT_COMPARED);
        return (end < 0 ? text : text.substring(0, end)).strip() + "\n";
    }

    private String message(String expected, String actual) {
        if (expected.isEmpty()) {
            return "there is no file %s; run the test with %s to write it:%n%s".formatted(path, REWRITE, actual);
        }
        return "%s differs (- expected, + actual); run the test with %s if the change is intended:%n%s"
                .formatted(
                        path,
                        REWRITE,
                        LineDiff.of(expected.lines().toList(), actual.lines().toList()));
    }
}
