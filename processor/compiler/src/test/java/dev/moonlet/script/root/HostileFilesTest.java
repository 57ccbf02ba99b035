package dev.moonlet.script.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.script.link.ScriptCompiler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that no script is in, or that are not what they seem. */
@Timeout(120)
class HostileFilesTest {

    private static final ReadOptions SMALL = new ReadOptions(1000, false);

    @TempDir
    Path directory;

    private Path lua;

    @BeforeEach
    void writeScripts() throws IOException {
        lua = Files.createDirectories(directory.resolve("lua"));
        Files.writeString(lua.resolve("good.lua"), "return 1\n");
        Files.writeString(directory.resolve("secret.lua"), "the secret text\n");
    }

    private static String load(String name, ScriptRoot... roots) {
        Diagnostics diagnostics = new Diagnostics();
        new ScriptCompiler(new ScriptRoots(List.of(roots))).compile(name, diagnostics);
        return text(diagnostics);
    }

    private static String text(Diagnostics diagnostics) {
        return diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n"));
    }

    private ScriptRoot root() {
        return new DirectoryRoot(lua, "lua");
    }

    private static void pipe(Path path) throws Exception {
        Process process =
                new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private Path jar(Map<String, byte[]> entries) throws IOException {
        Path jar = directory.resolve("library.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry("META-INF/lua/" + entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    private static JarRoot jarRoot(Path jar, ReadOptions options) {
        return new JarRoot(jar, "META-INF/lua", "library.jar", options);
    }

    @Test
    void aLinkThatLeavesItsRootIsNotFollowed() throws IOException {
        Files.createSymbolicLink(lua.resolve("link.lua"), directory.resolve("secret.lua"));
        Files.createSymbolicLink(lua.resolve("up"), directory);
        Files.writeString(lua.resolve("main.lua"), "---@include \"link\"\nreturn 1\n");
        assertThat(load("link", root())).isEqualTo("""
                lua/link.lua leaves its script root by a symbolic link [outside-root]
                  moonlet.symlinks=any allows it""");
        assertThat(load("main", root()))
                .contains("lua/link.lua leaves its script root by a symbolic link [outside-root]")
                .doesNotContain("secret text");
        assertThat(load("up/secret", root())).contains("[outside-root]").doesNotContain("secret text");
        assertThat(root().path("link.lua")).isEmpty();
    }

    @Test
    void anOptionAllowsLinksThatLeaveTheirRoot() throws IOException {
        Files.writeString(directory.resolve("shared.lua"), "return 2\n");
        Files.createSymbolicLink(lua.resolve("link.lua"), directory.resolve("shared.lua"));
        for (String option : List.of("any", "inside", "all")) {
            Diagnostics diagnostics = new Diagnostics();
            Project project = Project.of(directory, Map.of(Project.PATH, "lua", Project.SYMLINKS, option), diagnostics);
            String loaded = load("link", project.roots(false).toArray(ScriptRoot[]::new));
            assertThat(loaded.isEmpty()).isEqualTo(option.equals("any"));
            assertThat(text(diagnostics))
                    .isEqualTo(
                            option.equals("all")
                                    ? "moonlet.symlinks: \"all\" is neither inside nor any [bad-option]"
                                    : "");
        }
    }

    @Test
    void linksInsideOfARootAndRootsThatAreLinksAreFine() throws IOException {
        Files.createSymbolicLink(lua.resolve("other.lua"), Path.of("good.lua"));
        Files.createDirectories(lua.resolve("lib"));
        Files.createSymbolicLink(lua.resolve("lib/back"), Path.of(".."));
        Path link = Files.createSymbolicLink(directory.resolve("link"), lua);
        ScriptRoot linked = new DirectoryRoot(link, "link");
        assertThat(load("other", root())).isEmpty();
        assertThat(load("lib/back/good", root())).isEmpty();
        assertThat(load("good", linked)).isEmpty();
        assertThat(load("other", linked)).isEmpty();
        assertThat(linked.files()).containsExactlyInAnyOrder("good.lua", "other.lua");
    }

    @Test
    void linksInCirclesAndToNowhere() throws IOException {
        Files.createSymbolicLink(lua.resolve("circle.lua"), Path.of("circle.lua"));
        Files.createSymbolicLink(lua.resolve("nowhere.lua"), Path.of("not-there.lua"));
        assertThat(load("circle", root()))
                .contains("lua/circle.lua can't be read: ")
                .contains("[unreadable-file]");
        assertThat(load("nowhere", root())).contains("script not found: \"nowhere\"");
        assertThat(root().files()).containsExactly("good.lua");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void pipesAndDevices() throws Exception {
        pipe(lua.resolve("pipe.lua"));
        Files.createSymbolicLink(lua.resolve("device.lua"), Path.of("/dev/zero"));
        Files.writeString(lua.resolve("main.lua"), "---@include \"pipe\"\nreturn 1\n");
        String refused = " can't be read: it is not a regular file, but a pipe, a socket or a device [unreadable-file]";
        assertThat(load("pipe", root())).isEqualTo("lua/pipe.lua" + refused);
        assertThat(load("device", root())).isEqualTo("lua/device.lua" + refused);
        assertThat(load("main", root())).contains("lua/pipe.lua" + refused);
        assertThat(root().files()).containsExactlyInAnyOrder("good.lua", "main.lua");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void rootsThatAreNoDirectories() throws Exception {
        pipe(directory.resolve("pipe"));
        Diagnostics diagnostics = new Diagnostics();
        Project project = Project.of(
                directory,
                Map.of(Project.PATH, "pipe,lua,secret.lua,a\0b", Project.LIBRARY + "x", "pipe"),
                diagnostics);
        assertThat(text(diagnostics))
                .contains("moonlet.path: \"pipe\" is not a directory [bad-option]")
                .contains("moonlet.path: \"secret.lua\" is not a directory [bad-option]")
                .contains("moonlet.path: \"a\\u0000b\" is not a path: ")
                .contains("moonlet.library.x: \"pipe\" is not a directory [bad-option]");
        assertThat(load("good", project.roots(false).toArray(ScriptRoot[]::new)))
                .isEmpty();
    }

    @Test
    void aFolderNamedLikeAFileIsNone() throws IOException {
        Files.createDirectories(lua.resolve("folder.lua"));
        assertThat(load("folder", root())).contains("script not found");
        assertThat(load("good.lua/inner", root())).contains("script not found");
        assertThat(load("x".repeat(300), root())).contains("can't be read: ").doesNotContain("Exception");
    }

    @Test
    void aFileAboveTheLimitIsNotRead() throws IOException {
        Files.write(lua.resolve("limit.lua"), ("--" + " ".repeat(997) + "\n").getBytes(StandardCharsets.UTF_8));
        Files.write(lua.resolve("large.lua"), ("--" + " ".repeat(998) + "\n").getBytes(StandardCharsets.UTF_8));
        ScriptRoot root = new DirectoryRoot(lua, "lua", "", SMALL);
        assertThat(load("limit", root)).isEmpty();
        assertThat(load("large", root)).isEqualTo("""
                lua/large.lua is larger than 1000 bytes, and is not read [file-too-large]
                  moonlet.maxSize raises the limit""");
    }

    @Test
    void theLimitIsThatOfLinkedScriptsIfThatIsHigher() {
        Diagnostics diagnostics = new Diagnostics();
        assertThat(Project.of(directory, Map.of(), diagnostics).readOptions()).isEqualTo(ReadOptions.DEFAULT);
        assertThat(Project.of(directory, Map.of(Project.MAX_SIZE, "90"), diagnostics)
                        .readOptions())
                .isEqualTo(ReadOptions.DEFAULT);
        assertThat(Project.of(directory, Map.of(Project.MAX_SIZE, "9000000"), diagnostics)
                        .readOptions()
                        .maxSize())
                .isEqualTo(9_000_000);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatIsLargerThanItSaysIsReadUpToTheLimit() throws IOException {
        Path endless = Path.of("/proc/self/maps"); // has a size of 0
        assumeThat(endless).isReadable();
        Files.createSymbolicLink(lua.resolve("endless.lua"), endless);
        ScriptRoot root = new DirectoryRoot(lua, "lua", "", new ReadOptions(100, true));
        assertThat(load("endless", root)).contains("lua/endless.lua is larger than 100 bytes");
    }

    @Test
    void anEntryOfAJarAboveTheLimitIsNotRead() throws IOException {
        byte[] zeros = new byte[64 << 20];
        Path jar = jar(Map.of("bomb.lua", zeros, "good.lua", "return 1\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(Files.size(jar)).isLessThan(100_000);
        assertThat(load("bomb", jarRoot(jar, ReadOptions.DEFAULT))).isEqualTo("""
                META-INF/lua/bomb.lua in library.jar is larger than 4194304 bytes, and is not read [file-too-large]
                  moonlet.maxSize raises the limit""");
        assertThat(load("good", jarRoot(jar, ReadOptions.DEFAULT))).isEmpty();
    }

    @Test
    void anEntryThatIsLargerThanItSaysIsNotReadBeyondTheLimit() throws IOException {
        Path jar = jar(Map.of("bomb.lua", new byte[5000]));
        byte[] bytes = Files.readAllBytes(jar);
        int central = find(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[central + 24] = 10; // the uncompressed size, 5000 = 0x1388
        bytes[central + 25] = 0;
        Files.write(jar, bytes);
        assertThat(load("bomb", jarRoot(jar, SMALL)))
                .containsAnyOf("is larger than 1000 bytes", "can't be read: ")
                .doesNotContain("\tat ");
    }

    private static int find(byte[] bytes, byte[] pattern) {
        for (int i = bytes.length - pattern.length; i >= 0; i--) {
            if (java.util.Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    void aJarOfManyEntriesIsOpenedOnce() throws IOException {
        Path jar = directory.resolve("library.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (int i = 0; i < 10_000; i++) {
                out.putNextEntry(new ZipEntry("META-INF/lua/lib/f" + i + ".lua"));
                out.write(("return " + i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        try (JarRoot root = jarRoot(jar, ReadOptions.DEFAULT)) {
            assertThat(root.files()).hasSize(10_000);
            Files.delete(jar);
            for (String file : root.files()) {
                assertThat(root.read(file)).isPresent();
            }
        }
    }

    @Test
    void namesInAJarThatLeaveItsFolderAreNone() throws IOException {
        byte[] script = "return 1\n".getBytes(StandardCharsets.UTF_8);
        Path jar = jar(Map.of("../../up.lua", script, "a//b.lua", script, "a\\c.lua", script, "a/d.lua", script));
        assertThat(jarRoot(jar, ReadOptions.DEFAULT).files()).containsExactly("a/d.lua");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void jarsThatAreNone() throws Exception {
        Path garbage = directory.resolve("garbage.jar");
        Files.write(garbage, new byte[10_000]);
        Path pipe = directory.resolve("pipe.jar");
        pipe(pipe);
        for (Path jar : List.of(garbage, pipe)) {
            ScriptRoot root = new JarRoot(jar, "META-INF/lua", "x.jar", ReadOptions.DEFAULT);
            Diagnostics problems = new Diagnostics();
            assertThat(root.files(problems)).isEmpty();
            assertThat(text(problems)).startsWith("x.jar can't be read: ").endsWith(" [unreadable-file]");
            assertThat(load("good", root)).contains("META-INF/lua/good.lua in x.jar can't be read: ");
            assertThat(load("good", root(), root)).isEmpty();
        }
        assertThat(new JarRoot(directory.resolve("none.jar"), "META-INF/lua", "x.jar", ReadOptions.DEFAULT).files())
                .isEmpty();
    }

    @Test
    void charactersThatNoPathHas() throws IOException {
        Files.writeString(lua.resolve("main.lua"), """
                ---@include "a\0b"
                ---@include "*\0*"
                local m = require("c\\0d")
                return m
                """);
        assertThat(load("main", root()))
                .contains("include not found: \"a\\u0000b\" [include-not-found]")
                .contains("---@include \"a\\u0000b\"")
                .contains("module not found: ")
                .doesNotContain("\0");
        assertThat(load("x\0y", root())).contains("script not found: \"x\\u0000y\"");
        assertThat(root().path("x\0y.lua")).isEmpty();
        assertThat(new ScriptCompiler(new ScriptRoots(List.of(root()))).hasFolder("x\0y"))
                .isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRootThatIsNoDirectoryOfScripts() {
        Path proc = Path.of("/proc");
        assumeThat(proc).isDirectory();
        ScriptRoot root = new DirectoryRoot(proc, "/proc");
        Diagnostics problems = new Diagnostics();
        assertThat(root.files(problems)).isNotNull();
        assertThat(problems.sorted()).hasSizeLessThan(150);
        assertThat(load("main", root)).contains("script not found: \"main\"");
    }

    @Test
    void aRootWithMoreFilesThanAnybodyWrites() throws IOException {
        for (int i = 0; i < 10; i++) {
            Files.writeString(lua.resolve(i + ".lua"), "return 1\n");
        }
        Diagnostics problems = new Diagnostics();
        assertThat(DirectoryListing.list(lua, "lua", 8, problems)).hasSizeLessThan(9);
        assertThat(text(problems)).isEqualTo("""
                lua holds more than 8 files [too-many-files]
                  the rest is not searched for scripts: name the directory that holds the scripts and little else""");
        assertThat(DirectoryListing.list(lua, "lua", 12, new Diagnostics())).hasSize(11);
    }

    @Test
    void hugeSettingsAndSettingsThatAreNone() throws IOException {
        try (OutputStream out = Files.newOutputStream(directory.resolve("moonlet.properties"))) {
            out.write(new byte[2 << 20]);
        }
        Diagnostics diagnostics = new Diagnostics();
        Project.of(directory, Map.of(), diagnostics);
        assertThat(text(diagnostics))
                .isEqualTo("moonlet.properties can't be read: moonlet.properties is larger than"
                        + " 1048576 bytes, and is not read [bad-option]");
        Files.writeString(directory.resolve("moonlet.properties"), "moonlet.path = \\u00g\n");
        Diagnostics malformed = new Diagnostics();
        Project.of(directory, Map.of(), malformed);
        assertThat(malformed.sorted()).extracting(Diagnostic::code).containsExactly("bad-option");
    }
}
