package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Odd files, names, types and scripts end in an error of javac's that says what is wrong. */
@Timeout(120)
class HostileInputTest {

    @TempDir
    Path directory;

    private JavaProject project(String lua) {
        return project("String main();", lua);
    }

    private JavaProject project(String members, String lua) {
        return new JavaProject(directory)
                .write("src/main/java/app/Api.java", """
                        package app;

                        @dev.moonlet.LuaScript("main")
                        public interface Api {
                            %s
                        }
                        """.formatted(members))
                .write("src/main/lua/main.lua", lua);
    }

    private static void assertPrintable(String text) {
        assertThat(text.codePoints()
                        .filter(c ->
                                c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)))
                .isEmpty();
    }

    @Test
    void aLinkThatLeavesTheScriptRoot() throws IOException {
        JavaProject project = project("---@include \"link\"\n---@return string\nreturn 'x'\n")
                .write("shared.lua", "local shared = 'a secret'\n");
        Files.createSymbolicLink(directory.resolve("src/main/lua/link.lua"), directory.resolve("shared.lua"));
        assertThat(project.compile())
                .contains("error: src/main/lua/link.lua leaves its script root by a symbolic link [outside-root]")
                .contains("moonlet.symlinks=any allows it")
                .doesNotContain("a secret");
        assertThat(project.compile("-Amoonlet.symlinks=any")).isEmpty();
        assertThat(project.compile("-Amoonlet.symlinks=some"))
                .contains("error: moonlet.symlinks: \"some\" is neither inside nor any [bad-option]");
    }

    @Test
    void aLinkThatLeavesADirectoryOfTheClassPath() throws IOException {
        Path library = Files.createDirectories(directory.resolve("library/META-INF/lua"));
        Files.writeString(directory.resolve("shared.lua"), "local shared = 'a secret'\n");
        Files.createSymbolicLink(library.resolve("link.lua"), directory.resolve("shared.lua"));
        Files.writeString(library.resolve("good.lua"), "local good = 'good'\n");
        String classPath = System.getProperty("java.class.path")
                + System.getProperty("path.separator")
                + directory.resolve("library");
        assertThat(project("---@include \"link\"\n---@return string\nreturn 'x'\n")
                        .compile("-cp", classPath))
                .contains("META-INF/lua/link.lua on the class path leaves its script root by a symbolic link")
                .doesNotContain("a secret");
        assertThat(project("---@include \"good\"\n---@return string\nreturn good\n")
                        .compile("-cp", classPath))
                .isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeInsteadOfAScript() throws Exception {
        JavaProject project = project("");
        Path script = directory.resolve("src/main/lua/main.lua");
        Files.delete(script);
        assertThat(new ProcessBuilder("mkfifo", script.toString()).start().waitFor())
                .isZero();
        assertThat(project.compile())
                .contains("error: src/main/lua/main.lua can't be read: it is not a regular file, but a pipe");
    }

    @Test
    void aFileAboveTheLimit() throws IOException {
        JavaProject project = project("");
        Files.write(directory.resolve("src/main/lua/main.lua"), new byte[5 << 20]);
        assertThat(project.compile())
                .contains(
                        "error: src/main/lua/main.lua is larger than 4194304 bytes, and is not read [file-too-large]");
    }

    @Test
    void anEntryOfAJarOnTheProcessorPathAboveTheLimit() throws Exception {
        Path jar = directory.resolve("library.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/lua/bomb.lua"));
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(blanks);
            }
            for (int i = 0; i < 300; i++) {
                out.putNextEntry(new ZipEntry("META-INF/lua/lib/f" + i + ".lua"));
                out.write(("local function f" + i + "() end\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        project("---@include \"bomb\"\n---@include \"lib/f7\"\n---@return string\nreturn f7() or 'x'\n")
                .write("pom.xml", "")
                .write("target/classes/empty", "");
        assertThat(javac(jar))
                .contains(
                        "META-INF/lua/bomb.lua in library.jar is larger than 4194304 bytes, and is not read [file-too-large]")
                .doesNotContain("lib/f7");
    }

    /** Compiles with a jar beside the processor, in a process of its own: javac's processor path needs that. */
    private String javac(Path jar) throws Exception {
        String path = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                        "-d",
                        directory.resolve("target/classes").toString(),
                        "-cp",
                        path,
                        "-processorpath",
                        path + System.getProperty("path.separator") + jar,
                        directory.resolve("src/main/java/app/Api.java").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void namesThatNoPathHas() {
        JavaProject project = project("""
                ---@include "a\0b"
                ---@include "%s"
                ---@return string
                return 'x'
                """.formatted("*a".repeat(40) + "b"))
                .write("src/main/lua/" + "a".repeat(200) + ".lua", "return 1\n")
                .write("src/main/java/app/Other.java", """
                        package app;

                        @dev.moonlet.LuaScript("o\\0ther\\u202e")
                        public interface Other {
                            String other();
                        }
                        """);
        String messages = project.compile();
        assertThat(messages)
                .contains("include not found: \"a\\u0000b\" [include-not-found]")
                .contains("include not found: \"*a*a")
                .contains("script not found: \"o\\u0000ther\\u202e\" [script-not-found]");
        assertPrintable(messages);
    }

    @Test
    void rootsThatAreNone() {
        JavaProject project = project("---@return string\nreturn 'x'\n").write("file", "");
        assertThat(project.compile("-Amoonlet.path=file,src/main/lua"))
                .isEqualTo(
                        "src/main/java/app/Api.java:4:8: error: moonlet.path: \"file\" is not a directory [bad-option]");
    }

    @Test
    void whatSteersATerminalIsNotShown() {
        String odd = "\u202e\u2066\u001b[2J\u009b\u200b\u2028";
        String messages = project("-- @inclued \"" + odd + "\"\n---@return string\nlocal s = '" + odd
                        + "' .. foo\nbar('" + odd + "')\nreturn nil .. s\n")
                .compile();
        assertThat(messages).contains("\\u202e\\u2066\\u001b[2J\\u009b\\u200b\\u2028");
        assertPrintable(messages);
    }

    @Test
    void whatADocumentingCommentHidesIsSeenInTheGeneratedSource() throws IOException {
        JavaProject project = project(
                "-- Says \u202e what it is.\n---@key key the \u2066 key\n---@return string\nreturn redis.call('GET', key) or ''\n");
        project.write("src/main/java/app/Api.java", """
                package app;

                @dev.moonlet.LuaScript("main")
                public interface Api {
                    String main(String key);
                }
                """);
        assertThat(project.compile()).isEmpty();
        String source = Files.readString(project.classes().resolve("app/ApiLua.java"));
        assertThat(source).contains("Says").doesNotContain("\u202e").doesNotContain("\u2066");
    }

    @Test
    void tensOfThousandsOfMistakes() {
        StringBuilder lua = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lua.append("foo").append(i).append("()\n");
        }
        String messages = project(lua + "return 1\n").compile();
        assertThat(messages)
                .contains(" more errors of this file left out [too-many-problems]")
                .hasSizeLessThan(100_000);
    }

    @Test
    void recordsNestedDeep() {
        StringBuilder members = new StringBuilder("R0 main();\n");
        for (int i = 0; i < 700; i++) {
            members.append("record R%d(R%d a) {}\n".formatted(i, i + 1));
        }
        members.append("record R700(String a) {}\n");
        assertThat(project(
                                members.toString(),
                                "---@return " + "{ a: ".repeat(701) + "string" + " }".repeat(701) + "\nreturn {}\n")
                        .compile())
                .contains("the type is nested more than 100 deep [bad-directive]");
        assertThat(project(members.toString(), "---@return json\nreturn cjson.encode({})\n")
                        .compile())
                .isEmpty();
    }

    @Test
    void recordsThatHoldThemselvesManyTimes() {
        String members = "N main();\nrecord N(N a, N b, N c, N d, N e, N f, N g, N h, N i, N j, N k, N l) {}\n";
        assertThat(project(members, "---@return json\nreturn cjson.encode({})\n")
                        .compile())
                .isEmpty();
    }

    @Test
    void typeArgumentsNestedDeep() {
        String type = "java.util.List<".repeat(300) + "String" + ">".repeat(300);
        assertThat(project(type + " main();", "---@return json\nreturn cjson.encode({})\n")
                        .compile())
                .contains("the result of main has a type that is nested more than 100 deep [type-mismatch]");
        assertThat(project("void main(" + type + " a);", "---@arg a json\nreturn a\n")
                        .compile())
                .contains("parameter \"a\" of main has a type that is nested more than 100 deep [type-mismatch]");
        assertThat(project("R main(); record R(" + type + " a) {}", "---@return { a: json }\nreturn { a = '[]' }\n")
                        .compile())
                .contains("field \"a\" has a type that is nested more than 100 deep [type-mismatch]");
    }
}
