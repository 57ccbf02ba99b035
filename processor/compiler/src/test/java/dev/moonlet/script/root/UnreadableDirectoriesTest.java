package dev.moonlet.script.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.testing.Unprivileged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Directories that the user has no permission to read, as a process sees them that is not root's. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class UnreadableDirectoriesTest {

    /** Lists a root of scripts, compiles some of them, and prints what is wrong. */
    static final class Compiling {

        private Compiling() {}

        public static void main(String[] arguments) {
            ScriptRoot root = new DirectoryRoot(Path.of(arguments[0]), "lua");
            Diagnostics problems = new Diagnostics();
            System.out.println(new TreeSet<>(root.files(problems)));
            print(problems);
            for (String name : List.of(arguments).subList(1, arguments.length)) {
                System.out.println(name + ":");
                Diagnostics diagnostics = new Diagnostics();
                new ScriptCompiler(new ScriptRoots(List.of(root))).compile(name, diagnostics);
                print(diagnostics);
            }
        }

        private static void print(Diagnostics diagnostics) {
            diagnostics.sorted().stream().map(DiagnosticRenderer::render).forEach(System.out::println);
        }
    }

    @TempDir
    Path directory;

    private Path lua;
    private Path closed;

    @BeforeEach
    void writeScripts() throws IOException {
        lua = Files.createDirectories(directory.resolve("lua"));
        closed = Files.createDirectories(lua.resolve("closed"));
        Files.writeString(lua.resolve("good.lua"), "return 1\n");
        Files.writeString(closed.resolve("a.lua"), "return 1\n");
    }

    @AfterEach
    void open() throws IOException {
        permit(lua, "rwx------");
        permit(closed, "rwx------");
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private String compile(String... names) throws Exception {
        Optional<List<String>> prefix = Unprivileged.prefix();
        assumeThat(prefix).as("root runs the tests, and setpriv is not there").isPresent();
        List<String> command = new ArrayList<>(prefix.orElseThrow());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Compiling.class.getName()));
        command.add(lua.toString());
        command.addAll(List.of(names));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void whatIsInThemIsNotFound() throws Exception {
        Files.writeString(lua.resolve("file.lua"), "---@include \"closed/a\"\nreturn 1\n");
        Files.writeString(lua.resolve("glob.lua"), "---@include \"clos*/a\"\nreturn 1\n");
        permit(closed, "---------");
        assertThat(compile("good", "closed/a", "file", "glob")).isEqualTo("""
                [file.lua, glob.lua, good.lua]
                lua/closed can't be read: access is denied [unreadable-file]
                  allow the current user to read it, and to enter it if it is a directory
                good:
                closed/a:
                lua/closed/a.lua can't be read: access is denied [unreadable-file]
                  allow the current user to read it, and to enter it if it is a directory
                file:
                lua/closed/a.lua can't be read: access is denied [unreadable-file]
                  allow the current user to read it, and to enter it if it is a directory
                  included from lua/file.lua:1
                glob:
                lua/closed can't be read: access is denied [unreadable-file]
                  allow the current user to read it, and to enter it if it is a directory
                lua/glob.lua:1:13: include not found: "clos*/a" [include-not-found]
                  1 | ---@include "clos*/a"
                    |             ^^^^^^^^^
                  looked in: lua/clos*/a.lua
                """);
    }

    @Test
    void aDirectoryThatCanOnlyBeEnteredHasTheScriptsThatAreNamed() throws Exception {
        permit(closed, "--x------");
        assertThat(compile("closed/a")).isEqualTo("""
                [good.lua]
                lua/closed can't be read: access is denied [unreadable-file]
                  allow the current user to read it, and to enter it if it is a directory
                closed/a:
                """);
    }

    @Test
    void aRootThatCannotBeRead() throws Exception {
        permit(lua, "---------");
        assertThat(compile("good")).isEqualTo("""
                []
                lua can't be read: access is denied [unreadable-file]
                  allow the current user to read it, and to enter it if it is a directory
                good:
                lua/good.lua can't be read: access is denied [unreadable-file]
                  allow the current user to read it, and to enter it if it is a directory
                """);
    }
}
