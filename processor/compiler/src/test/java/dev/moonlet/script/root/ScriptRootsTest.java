package dev.moonlet.script.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptRootsTest {

    /** A root in which reading a file gives something, or fails. */
    @FunctionalInterface
    private interface Files extends ScriptRoot {

        @Override
        default String describe(String file) {
            return "lua/" + file;
        }

        @Override
        default Set<String> files() {
            return Set.of();
        }
    }

    private static final Files EMPTY = file -> Optional.empty();
    private static final Files READABLE = file -> Optional.of("return 1\n".getBytes(StandardCharsets.UTF_8));

    private static String said(ScriptRoot... roots) {
        Diagnostics diagnostics = new Diagnostics();
        new ScriptRoots(List.of(roots)).read("main", diagnostics);
        return diagnostics.sorted().stream().map(DiagnosticRenderer::render).reduce("", String::concat);
    }

    @Test
    void saysWhyAFileCantBeRead() {
        Files failing = file -> {
            throw new IOException("Input/output error");
        };
        assertThat(said(failing)).isEqualTo("lua/main.lua can't be read: Input/output error [unreadable-file]");
    }

    @Test
    void saysWhyAFileCantBeReadWhereTheExceptionNamesNoReason() {
        Files denied = file -> {
            throw new AccessDeniedException("/project/lua/" + file);
        };
        Files failing = file -> {
            throw new FileSystemException("/project/lua/" + file, null, "Too many levels of symbolic links");
        };
        assertThat(said(denied)).isEqualTo("""
                        lua/main.lua can't be read: access is denied [unreadable-file]
                          allow the current user to read it, and to enter it if it is a directory""");
        assertThat(said(failing))
                .isEqualTo("lua/main.lua can't be read: Too many levels of symbolic links [unreadable-file]");
    }

    @Test
    void saysNothingOfAFileThatIsInTheNextRoot() {
        assertThat(said(EMPTY, READABLE)).isEmpty();
    }
}
