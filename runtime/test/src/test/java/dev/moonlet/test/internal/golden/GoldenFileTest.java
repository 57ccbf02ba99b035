package dev.moonlet.test.internal.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class GoldenFileTest {

    private static final String PROPERTY = "moonlet.goldens";

    private final String before = Objects.toString(System.getProperty(PROPERTY), "");

    @TempDir
    Path directory;

    @BeforeEach
    void compares() {
        System.clearProperty(PROPERTY);
    }

    @AfterEach
    void restore() {
        System.setProperty(PROPERTY, before);
    }

    private GoldenFile golden() {
        return new GoldenFile(directory.resolve("costs.md"));
    }

    @Test
    void aMissingFileFails() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> golden().verify("a\n", ""))
                .withMessageContainingAll("there is no file", "costs.md", "-Dmoonlet.goldens=rewrite");
    }

    @Test
    void theSwitchWritesIt() throws IOException {
        System.setProperty(PROPERTY, "rewrite");
        golden().verify("a\n", "10 µs\n");
        assertThat(golden().path()).hasContent("a\n\n<!-- As measured, and not compared: -->\n\n10 µs\n");
        System.clearProperty(PROPERTY);
        golden().verify("a\n", "20 µs\n");
    }

    @Test
    void theSwitchLeavesAFileThatIsRight() throws IOException {
        System.setProperty(PROPERTY, "rewrite");
        golden().verify("a\n", "10 µs\n");
        golden().verify("a\n", "20 µs\n");
        assertThat(golden().path()).content().contains("10 µs");
    }

    @Test
    void aDifferenceIsShownLineByLine() throws IOException {
        Files.writeString(golden().path(), "a\r\nb\r\nc\r\n");
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> golden().verify("a\nx\nc\nd\n", ""))
                .withMessageContaining("  a\n- b\n+ x\n  c\n+ d\n")
                .satisfies(failure -> assertThat(failure.getActual().getValue()).isEqualTo("a\nx\nc\nd\n"));
    }

    @Test
    void isBesideTheSourceOfTheOutermostClass() {
        Path expected = Path.of("src/test/java/dev/moonlet/test/internal/golden/GoldenFileTest.name.md");
        assertThat(GoldenFile.of(Nested.class, "name").path()).isEqualTo(expected.toAbsolutePath());
    }

    @Test
    void aNameIsNotAPath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenFile.of(GoldenFileTest.class, "../name"))
                .withMessageContaining("\"../name\"");
    }

    private static final class Nested {}
}
