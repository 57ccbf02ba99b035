package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.processor.RedisExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The jar as people run it, in the directory of a project. */
class MoonletIT {

    private static final Path JAR = Path.of("target/moonlet.jar").toAbsolutePath();

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    private String out = "";

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private int moonlet(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        Process process =
                builder.directory(directory.toFile()).redirectErrorStream(true).start();
        out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("run", "-u", "redis://127.0.0.1:" + redis.port()));
        all.addAll(List.of(arguments));
        return moonlet(all.toArray(String[]::new));
    }

    @Test
    void scriptsRunWithNamedKeysAndArguments() throws Exception {
        write("src/main/lua/jobs/push.lua", """
                ---@key queue
                ---@arg jobs string[]
                ---@arg options json = {}
                ---@arg limit integer = 5
                ---@arg rest string...
                ---@return { length: integer, options: json, limit: integer, rest: string[] }
                local length = redis.call('RPUSH', queue, unpack(jobs))
                return { length = length, options = options, limit = limit, rest = rest }
                """);
        assertThat(run(
                        "jobs/push",
                        "--key",
                        "queue=mail",
                        "--arg",
                        "jobs=[\"a\",\"b=c\"]",
                        "--arg",
                        "options={\"deep\":[1]}",
                        "--arg",
                        "rest=x",
                        "--arg",
                        "rest=y"))
                .as(out)
                .isZero();
        assertThat(out.replaceAll("\\s", ""))
                .isEqualTo("{\"length\":2,\"options\":{\"deep\":[1]},\"limit\":5,\"rest\":[\"x\",\"y\"]}");
        assertThat(redis.connection().sync().lrange("mail", 0, -1)).containsExactly("a", "b=c");
        assertThat(run("jobs/push", "--arg", "job=x")).isEqualTo(2);
        assertThat(out)
                .isEqualTo("script jobs/push has no key or argument \"job\"; did you mean \"jobs\"?"
                        + System.lineSeparator());
    }

    @Test
    void scriptsThatDeclareNothingTakeThemInOrder() throws Exception {
        write("plain.lua", "return { KEYS[1], ARGV[1], ARGV[2] }\n");
        assertThat(run("plain", "--path", ".", "--key", "k", "--arg", "a=1", "--arg", "b"))
                .isZero();
        assertThat(out.replaceAll("\\s", "")).isEqualTo("[\"k\",\"a=1\",\"b\"]");
    }

    @Test
    void failuresAreToldAtTheirLine() throws Exception {
        write("src/main/lua/fail.lua", "\nerror('no')\n");
        assertThat(run("fail")).isEqualTo(1);
        assertThat(out).isEqualTo("script fail failed at fail.lua:2: no\n    2 | error('no')" + System.lineSeparator());
        assertThat(moonlet("run", "fail", "-u", "redis://127.0.0.1:1")).isEqualTo(1);
        assertThat(out).startsWith("Unable to connect to ").contains("refused");
        assertThat(moonlet("run", "fail", "-u", "127.0.0.1")).isEqualTo(2);
        assertThat(out).startsWith("\"127.0.0.1\" is no URI of a Redis server");
    }

    @Test
    void whatIsNamedIsCheckedWithAllThatItUses() throws Exception {
        write("src/main/lua/a.lua", "---@include \"lib/x\"\nreturn f()\n");
        write("src/main/lua/lib/x.lua", "local function f(\n");
        write("src/main/lua/other.lua", "return nope\n");
        assertThat(moonlet("check", "src/main/lua/a.lua")).isEqualTo(1);
        assertThat(out)
                .contains("src/main/lua/lib/x.lua:")
                .doesNotContain("nope")
                .contains("1 script: 1 error");
        Files.writeString(directory.resolve("notes.txt"), "");
        assertThat(moonlet("check", "notes.txt")).isEqualTo(2);
        assertThat(moonlet("check", "--path", "nowhere")).isEqualTo(2);
        assertThat(out).startsWith("there is no directory of scripts: ");
    }

    @Test
    void scriptsOfTheSameNameInDifferentPlacesAreNotMixedUp() throws Exception {
        write("src/main/lua/x.lua", "return nope\n");
        write("src/test/lua/x.lua", "return 1\n");
        write("one/push.lua", "return 1\n");
        write("two/push.lua", "return neither\n");
        assertThat(moonlet("check")).isEqualTo(1);
        assertThat(out).contains("src/main/lua/x.lua:1:8: error:").contains("2 scripts: 1 error");
        assertThat(moonlet("check", "one", "two")).isEqualTo(1);
        assertThat(out).contains("two/push.lua:1:8: error:").contains("2 scripts: 1 error");
        assertThat(moonlet("link", "src/main/lua/x.lua")).isZero();
        assertThat(out).isEqualTo("return nope\n");
        Files.createDirectories(directory.resolve("src/main/lua/sub"));
        Path root = directory;
        directory = directory.resolve("src/main");
        assertThat(moonlet("check", "lua/x.lua")).isEqualTo(1);
        directory = root;
    }

    @Test
    void filesOutsideOfTheProjectAreOneScriptEach() throws Exception {
        write("src/main/lua/a.lua", "return 1\n");
        write("x/b.lua", "local b = 1\n");
        write("x/deep/u.lua", "---@include \"/b\"\nlocal y = z\nreturn b, y\n");
        assertThat(moonlet("check", "x/deep/u.lua")).isEqualTo(1);
        assertThat(out).contains("x/deep/u.lua:2:11: error:").contains("1 script: 1 error");
        assertThat(moonlet("check", "x/deep")).isEqualTo(1);
        assertThat(out).contains("1 script: 1 error").doesNotContain("include-not-found");
        assertThat(moonlet("link", "x/deep/u.lua")).isZero();
        assertThat(out).isEqualTo("local b = 1\nlocal y = z\nreturn b, y\n");
    }

    @Test
    void scriptsArePrintedInUtf8WhateverTheTerminal() throws Exception {
        write("src/main/lua/u.lua", "return 'h\u00e9 \ud83c\udf0d'\n");
        assertThat(moonlet("link", "u")).isZero();
        assertThat(out).isEqualTo("return 'h\u00e9 \ud83c\udf0d'\n");
    }

    @Test
    void unusedFilesOfLibrariesAreNoConcernOfTheProject() throws Exception {
        write("moonlet.properties", "moonlet.library.v=vendor\n");
        write("vendor/used.lua", "local used = 1\n");
        write("vendor/unused.lua", "return undefined_here\n");
        write("src/main/lua/a.lua", "---@include \"<v>/used\"\nreturn used\n");
        assertThat(moonlet("check")).isZero();
        assertThat(out).isEqualTo("1 script: 0 errors, 0 warnings" + System.lineSeparator());
    }

    @Test
    void settingsAreThoseOfTheProject() throws Exception {
        write(
                "moonlet.properties",
                "moonlet.path=scripts\nmoonlet.library.locks=vendor/locks-1.2\nmoonlet.encoding=ISO-8859-1\n");
        write("vendor/locks-1.2/token.lua", "local token = 't'\n");
        write("scripts/main.lua", "---@include \"<locks>/token\"\nreturn token\n");
        assertThat(moonlet("link", "main")).as(out).isZero();
        assertThat(out).isEqualTo("local token = 't'\nreturn token\n");
        assertThat(moonlet("check")).isZero();
        assertThat(out).doesNotContain("\u001b");
        write("moonlet.properties", "moonlet.pth=scripts\n");
        assertThat(moonlet("check")).isEqualTo(2);
        assertThat(out)
                .isEqualTo(
                        "unknown setting \"moonlet.pth\" in moonlet.properties [bad-option]\n  did you mean moonlet.path?"
                                + System.lineSeparator());
    }
}
