package dev.moonlet.script.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.CheckOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectSettingsTest {

    @TempDir
    Path directory;

    private final Diagnostics diagnostics = new Diagnostics();

    /** An option of javac has no hyphen in its name. */
    @Test
    void anOptionNamesACheckWithUnderscores() throws IOException {
        Files.writeString(directory.resolve("moonlet.properties"), "moonlet.checks.unused-local = error\n");
        ProjectSettings settings =
                ProjectSettings.of(directory, Map.of("moonlet.checks.unused_local", "off"), diagnostics);
        assertThat(diagnostics.sorted()).isEmpty();
        assertThat(settings.checks().levels()).isEqualTo(Map.of("unused-local", CheckOptions.Level.OFF));
    }

    @Test
    void aCheckThatDoesNotExistIsReported() {
        ProjectSettings.of(directory, Map.of("moonlet.checks.unused_lokal", "off"), diagnostics);
        assertThat(diagnostics.sorted())
                .extracting(Diagnostic::message)
                .containsExactly("moonlet.checks.unused-lokal: there is no check \"unused-lokal\"");
    }
}
