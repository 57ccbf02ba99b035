package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.Unprivileged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The jar as people run it, in the directory of a project. */
@Tag("any-server")
class MoonletIT {

    private static final Path JAR = Path.of("target/moonlet.jar").toAbsolutePath();

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    private List<String> prefix = List.of();
    private String out = "";

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private int moonlet(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString()));
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
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aServerIsReachedByItsSocket() throws Exception {
        write("src/main/lua/increment.lua", "---@key counter\nreturn redis.call('INCR', counter)\n");
        Path socket = directory.resolve("redis.sock");
        try (RedisProcess server = RedisProcess.start("unixsocket " + socket)) {
            assertThat(moonlet("run", "increment", "-u", "redis-socket://" + socket, "--key", "counter=visits"))
                    .as(out)
                    .isZero();
            assertThat(out).isEqualTo("1" + System.lineSeparator());
            assertThat(moonlet(
                            "run", "increment", "-u", "redis://127.0.0.1:" + server.port(), "--key", "counter=visits"))
                    .isZero();
            assertThat(out).isEqualTo("2" + System.lineSeparator());
        }
    }

    @Test
    void scriptsThatDeclareNothingTakeThemInOrder() throws Exception {
        write("plain.lua", "return { KEYS[1], ARGV[1], ARGV[2] }\n");
        assertThat(run("plain", "--path", ".", "--key", "k", "--arg", "a=1", "--arg", "b"))
                .isZero();
        assertThat(out.replaceAll("\\s", "")).isEqualTo("[\"k\",\"a=1\",\"b\"]");
    }

    @Test
    void aScriptThatRunsOnEveryShardIsRefused() throws Exception {
        write("src/main/lua/count.lua", "---@shard shard\n---@key count = shard\nreturn redis.call('INCR', count)\n");
        assertThat(run("count")).isEqualTo(2);
        assertThat(out)
                .isEqualTo("script count runs on every shard, as @shard says, and not by this command"
                        + System.lineSeparator());
    }

    @Test
    void failuresAreToldAtTheirLine() throws Exception {
        write("src/main/lua/fail.lua", "\nerror('no')\n");
        assertThat(run("fail")).isEqualTo(1);
        assertThat(out).isEqualTo("script fail failed at fail.lua:2: no\n    2 | error('no')" + System.lineSeparator());
        assertThat(moonlet("run", "fail", "-u", "redis://127.0.0.1:1")).isEqualTo(1);
        assertThat(out).startsWith("can't connect to 127.0.0.1:1: ").contains("refused");
        assertThat(moonlet("run", "fail", "-u", "127.0.0.1")).isEqualTo(2);
        assertThat(out).startsWith("--uri is not the URI of a Redis server: it does not begin with redis://");
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

    private int shell(String command) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                "-c",
                "moonlet() { \"" + java + "\" -XX:TieredStopAtLevel=1 -jar \"" + JAR + "\" \"$@\"; }; " + command);
        builder.environment().put("REDISCLI_AUTH", "hunter2xyz");
        Process process =
                builder.directory(directory.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void outputThatCannotBeWrittenIsAnError() throws Exception {
        write("src/main/lua/a.lua", "return 1\n");
        if (Files.exists(Path.of("/dev/full"))) {
            for (String command : List.of("check", "link a", "run a -u redis://127.0.0.1:" + redis.port())) {
                assertThat(shell("unset REDISCLI_AUTH; moonlet " + command + " > /dev/full"))
                        .as(command)
                        .isEqualTo(3);
                assertThat(out).startsWith("the output can't be written: ");
            }
        }
        assertThat(shell("moonlet list >&-")).isEqualTo(3);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeThatIsClosedIsAnError() throws Exception {
        write("src/main/lua/a.lua", "return [[" + "x".repeat(1_000_000) + "]]\n");
        assertThat(shell("{ moonlet link a; echo $? > status; } | head -c 1; cat status"))
                .isZero();
        assertThat(out).contains("the output can't be written: ").endsWith("3\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void standardInputIsCheckedAsAFileOfTheProject() throws Exception {
        write("src/main/lua/jobs/push.lua", "---@include \"/lib/x\"\nreturn x\n");
        write("src/main/lua/lib/x.lua", "local x = 1\n");
        write("src/test/lua/lib/t.lua", "local t = 1\n");
        assertThat(shell("printf -- '---@include \"../lib/x\"\\nreturn x, y\\n' | moonlet check - --name jobs/push"))
                .isEqualTo(1);
        assertThat(out)
                .startsWith("src/main/lua/jobs/push.lua:2:11: error: there is no variable \"y\"")
                .contains("1 script: 1 error");
        assertThat(shell("printf 'local x = z\\n' | moonlet check - --name src/main/lua/lib/x.lua"))
                .isEqualTo(1);
        assertThat(out)
                .startsWith("src/main/lua/lib/x.lua:1:11: error: there is no variable \"z\"")
                .contains("included from src/main/lua/jobs/push.lua:1", "1 script: 1 error");
        assertThat(shell("printf 'return 1\\n' | moonlet check - --name lib/x")).isEqualTo(1);
        assertThat(out).contains("src/main/lua/lib/x.lua:1:1: return is the last statement of its block");
        assertThat(shell("printf -- '---@include \"/lib/t\"\\nreturn t\\n' | moonlet check - -n src/test/lua/new.lua"))
                .as(out)
                .isZero();
        assertThat(shell("printf -- '---@include \"/lib/x\"\\nreturn x\\n' | moonlet check -"))
                .isZero();
        assertThat(shell("printf 'return z\\n' | moonlet check -")).isEqualTo(1);
        assertThat(out).startsWith("stdin:1:8: error: there is no variable \"z\"");
        assertThat(shell("printf '\\377' | moonlet check - --name jobs/push")).isEqualTo(1);
        assertThat(out).contains("this is not UTF-8 [not-utf-8]");
        assertThat(shell("moonlet check - src < /dev/null")).isEqualTo(2);
        assertThat(out).startsWith("- is checked alone");
        assertThat(shell("moonlet check - < /")).isEqualTo(2);
        assertThat(out).startsWith("standard input can't be read: ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void standardInputOutsideOfAProjectMayNameItsFile() throws Exception {
        write("x/b.lua", "local b = 1\n");
        write("x/deep/u.lua", "return 1\n");
        assertThat(shell("printf -- '---@include \"/b\"\\nreturn b, c\\n' | moonlet check - -n x/deep/u.lua"))
                .isEqualTo(1);
        assertThat(out)
                .startsWith("x/deep/u.lua:2:11: error: there is no variable \"c\"")
                .contains("1 script: 1 error");
    }

    @Test
    void scannersFindFilesFromTheRootOfTheRepository() throws Exception {
        Files.createDirectories(directory.resolve(".git"));
        write("service/src/main/lua/a.lua", "return nope\n");
        Path root = directory;
        directory = root.resolve("service/src");
        assertThat(moonlet("check", "--format", "sarif")).isEqualTo(1);
        directory = root;
        assertThat(out).contains("\"uri\" : \"service/src/main/lua/a.lua\"", "\"uriBaseId\" : \"%SRCROOT%\"");
        assertThat(out).contains("\"version\" : \"" + System.getProperty("moonlet.version") + "\"");
        assertThat(out).contains("A variable is used that is neither a local nor one of the globals");
    }

    private void runUnprivileged() {
        assumeThat(Unprivileged.prefix())
                .as("root runs the tests, and setpriv is not there")
                .isPresent();
        prefix = Unprivileged.prefix().orElseThrow();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryThatCannotBeReadIsNamedOnce() throws Exception {
        runUnprivileged();
        write("src/main/lua/good.lua", "return 1\n");
        write("src/main/lua/closed/a.lua", "return 1\n");
        for (String unreadable : List.of("src/main/lua/closed", "src/main/lua")) {
            Path closed = directory.resolve(unreadable);
            Files.setPosixFilePermissions(closed, Set.of());
            try {
                String message = unreadable + " can't be read: access is denied [unreadable-file]\n"
                        + "  allow the current user to read it, and to enter it if it is a directory\n";
                assertThat(moonlet("check")).isEqualTo(1);
                assertThat(out).startsWith("error: " + message + "\n").endsWith(": 1 error, 0 warnings\n");
                assertThat(moonlet("list")).isEqualTo(1);
                assertThat(out).isEqualTo(message);
                assertThat(run("closed/a")).isEqualTo(1);
                assertThat(out).startsWith("src/main/lua/closed/a.lua can't be read: access is denied");
                assertThat(moonlet("check", "src/main/lua/closed/a.lua")).isEqualTo(2);
                assertThat(out).isEqualTo("src/main/lua/closed/a.lua can't be read: access is denied\n");
            } finally {
                Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProjectThatCannotBeReadIsNotSaidToBeEmpty() throws Exception {
        runUnprivileged();
        write("project/src/main/lua/good.lua", "return 1\n");
        Path closed = directory.resolve("project");
        Files.setPosixFilePermissions(closed, Set.of());
        try {
            assertThat(moonlet("check", "--path", "project/src/main/lua")).isEqualTo(2);
            assertThat(out).endsWith("/project/src/main/lua can't be read: access is denied\n");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void scriptsDoNotSteerATerminal() throws Exception {
        write("src/main/lua/u.lua", "return '\u001b[31m\u202e'\n");
        assertThat(moonlet("link", "u")).isZero();
        assertThat(out).isEqualTo("return '\u001b[31m\u202e'\n");
        assumeThat(Path.of("/usr/bin/script")).exists();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(shell("script -qec '" + java + " -jar " + JAR + " link u' /dev/null"))
                .isZero();
        assertThat(out).contains("return '\\u001b[31m\\u202e'");
    }
}
