package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Input that nobody means is answered by a message that names it: no stack trace, no hang. */
@Timeout(60)
class OddInputTest {

    private static final String BIDI = "\u202e\u2066";

    @TempDir
    Path directory;

    @BeforeEach
    void scripts() throws IOException {
        Files.createDirectories(directory.resolve("lua"));
        Files.writeString(directory.resolve("lua/a.lua"), "return 1\n");
    }

    private CommandRun moonlet(String command, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "--path=" + directory.resolve("lua");
        all[2] = "--stacktrace";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return CommandRun.of(all);
    }

    private static void assertRefused(CommandRun run, String... parts) {
        assertThat(run.err()).contains(parts).doesNotContain("\tat ", "\0", "\u001b", BIDI);
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.USAGE);
    }

    private Path fifo(String name) throws Exception {
        Path fifo = directory.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        return fifo;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999",
                "9223372036854775807",
                "99999999999999999999999",
                "-1",
                "0",
                "-9223372036854775808",
                "1.5",
                "1e3",
                "",
                "soon"
            })
    void timeouts(String timeout) {
        for (String command : new String[] {"run", "load"}) {
            assertRefused(
                    moonlet(command, "a", "--timeout=" + timeout), "--timeout", "a whole number of seconds from 1 to ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807s", "9223372036854775807d", "99999999999999999999s", "0s", "-1s"})
    void timeoutsOfUris(String timeout) {
        CommandRun run = moonlet("run", "a", "--uri", "redis://127.0.0.1:1?timeout=" + timeout);
        assertRefused(run, "--uri");
    }

    @Test
    void namesWithNul() {
        for (String command : new String[] {"link", "graph", "run", "list", "load", "check"}) {
            assertRefused(moonlet(command, "a\0b"), "\"a\\u0000b\" is not a path");
        }
        assertRefused(moonlet("map", "a\0b", "1"), "\"a\\u0000b\" is not a path");
        assertRefused(moonlet("check", "--class-path", "x\0y"), "\"x\\u0000y\" is not a path");
        assertRefused(moonlet("check", "--library", "x=y\0z"), "y\\u0000z");
        assertRefused(moonlet("check", "--path", "y\0z"), "y\\u0000z");
        assertRefused(moonlet("check", "--encoding", "y\0z"), "y\\u0000z");
        assertRefused(moonlet("check", "-", "--name", "y\0z"), "\"y\\u0000z\" is not a path");
    }

    @Test
    void controlCharactersAreEscaped() {
        CommandRun run = moonlet("link", "x\u001b[31m\u009b" + BIDI);
        assertThat(run.err()).startsWith("script not found: \"x\\u001b[31m\\u009b\\u202e\\u2066\"");
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertRefused(moonlet("check", "--format", "\u001b]0;title\u0007"), "\\u001b]0;title\\u0007");
        assertRefused(moonlet("check", "--\u001b[31m"), "there is no option --\\u001b[31m");
        assertRefused(moonlet("check", "no\u001b.lua"), "no\\u001b.lua");
        assertRefused(moonlet("map", "a", "\u001b"), "\"\\u001b\" is not a line number");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsDrawnOrListedHasNoControlCharacters() throws Exception {
        Path odd = directory.resolve("lua/o\u001b[31m" + BIDI + "<&\"\\.lua".replace("\\", ""));
        Files.writeString(odd, "---@include \"/part\"\nreturn part or '\u009b" + BIDI + "'\n");
        Files.writeString(directory.resolve("lua/part.lua"), "local part = 1\n");
        String name = odd.getFileName().toString();
        for (String format : new String[] {"text", "dot", "svg"}) {
            CommandRun run = moonlet("graph", odd.toString(), "--format", format);
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).contains("\\u001b[31m".replace("\\", format.equals("dot") ? "\\\\" : "\\"));
            assertPrintable(run.out());
            if (format.equals("svg")) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(run.out())));
            }
        }
        CommandRun list = moonlet("list", "--format", "json");
        assertPrintable(list.out());
        assertThat(JSON.std.listFrom(list.out()))
                .anySatisfy(script -> assertThat(script).hasFieldOrPropertyWithValue("name", name.replace(".lua", "")));
        assertPrintable(moonlet("list").out());
        assertPrintable(moonlet("map", odd.toString(), "1").out());
        assertPrintable(moonlet("check", "--format", "sarif").out());
        assertPrintable(moonlet("check", "--format", "json").out());
    }

    private static void assertPrintable(String text) {
        assertThat(text).isNotEmpty();
        assertThat(text.chars().filter(c -> c != '\n' && (Character.isISOControl(c) || BIDI.indexOf(c) >= 0)))
                .as(text)
                .isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void filesThatAreNone() throws Exception {
        Path fifo = fifo("f.lua");
        Files.createDirectories(directory.resolve("d.lua"));
        assertRefused(moonlet("check", fifo.toString()), fifo + " is neither a regular file nor a directory");
        for (String file :
                new String[] {fifo.toString(), directory.resolve("d.lua").toString()}) {
            assertRefused(moonlet("link", file), file + " is not a regular file");
            assertRefused(moonlet("run", file), file + " is not a regular file");
        }
        assertRefused(moonlet("check", "/proc/self/status"), "/proc/self/status is no .lua file");
        Path below = directory.resolve("lua/a.lua/b");
        assertRefused(CommandRun.of("check", "--path", below.toString()), "there is no directory of scripts: " + below);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void classPathEntriesThatAreNone() throws Exception {
        Path fifo = fifo("f.jar");
        Path garbage = Files.writeString(directory.resolve("g.jar"), "no jar at all");
        Path empty = Files.createFile(directory.resolve("e.jar"));
        assertRefused(moonlet("check", "--class-path", fifo.toString()), fifo + " is neither a jar nor a directory");
        for (Path bad : new Path[] {garbage, empty}) {
            assertRefused(moonlet("check", "--class-path", bad.toString()), bad + " can't be read: ");
        }
        assertThat(moonlet("check", "--class-path", directory.resolve("nowhere").toString())
                        .status())
                .isZero();
    }

    @Test
    void fileSystemsOfTheKernel() {
        for (String path : new String[] {"/proc/version", "/proc/kmsg", "/dev/zero"}) {
            if (Files.exists(Path.of(path))) {
                assertRefused(moonlet("check", "--class-path", path), "--class-path: " + path);
            }
        }
        for (String path : new String[] {"/proc", "/sys/kernel"}) {
            CommandRun run = CommandRun.of("check", path);
            assertThat(run.err() + run.out()).doesNotContain("\tat ", "fault");
        }
    }

    @Test
    void standardInputWithoutAnEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                Moonlet.run(Moonlet.commandLine(endless, Map.of()), OutputStream.nullOutputStream(), err, "check", "-");
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("standard input is larger than ");
        assertThat(status).isEqualTo(ExitStatus.USAGE);
        err.reset();
        status = Moonlet.run(
                Moonlet.commandLine(endless, Map.of()),
                OutputStream.nullOutputStream(),
                err,
                "load",
                "--path=" + directory.resolve("lua"),
                "--password-stdin");
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("the password on standard input is longer than ");
        assertThat(status).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void argumentsThatBeginWithAnAtSignAreNoFiles() throws IOException {
        Path arguments = Files.writeString(directory.resolve("arguments"), "--help");
        CommandRun run = moonlet("link", "@" + arguments);
        assertThat(run.err()).startsWith("script not found: \"@" + arguments + "\"");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void jsonThatIsNone() throws IOException {
        Files.writeString(directory.resolve("lua/j.lua"), "---@arg options json\nreturn options\n");
        assertRefused(moonlet("run", "j", "--arg", "options=["), "--arg options is no JSON: [");
        CommandRun deep = moonlet("run", "j", "--arg", "options=" + "[".repeat(100_000));
        assertRefused(deep, "--arg options is no JSON: [[[");
        assertThat(deep.err()).hasSizeLessThan(200);
        assertRefused(moonlet("run", "j", "--arg", "options"), "--arg options: expected a name, = and a value");
    }

    /** A command that has a fault. */
    @Command(name = "fail")
    static final class Faulty implements Callable<Integer> {

        private final Throwable fault;

        Faulty(Throwable fault) {
            this.fault = fault;
        }

        @Override
        public Integer call() throws Exception {
            if (fault instanceof Exception exception) {
                throw exception;
            }
            throw (Error) fault;
        }
    }

    private static CommandRun fail(Throwable fault, String... options) {
        CommandLine command = Moonlet.commandLine(InputStream.nullInputStream(), Map.of());
        command.addSubcommand(new Faulty(fault));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments = new String[options.length + 1];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = "fail";
        int status = Moonlet.run(command, OutputStream.nullOutputStream(), err, arguments);
        return new CommandRun(status, "", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void faultsAreOneLine() {
        for (Throwable fault : new Throwable[] {
            new IllegalStateException("a\nb\u001b redis://:hunter2@localhost"),
            new StackOverflowError(),
            new AssertionError("x")
        }) {
            CommandRun run = fail(fault);
            assertThat(run.status()).isEqualTo(ExitStatus.FAULT);
            assertThat(run.err().lines()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("moonlet has a fault, please report it (--stacktrace shows more): "
                            + fault.getClass().getName())
                    .doesNotContain("\u001b", "hunter2"));
            assertThat(fail(fault, "--stacktrace").err()).contains("\tat ").doesNotContain("\u001b", "hunter2");
        }
    }

    /** An output that can't be written. */
    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "check", "list", "link a", "graph a", "map a 1"})
    void outputThatCannotBeWrittenIsAnError(String command) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String path = command.startsWith("-") ? "" : " --path=" + directory.resolve("lua");
        int status = Moonlet.run(
                Moonlet.commandLine(new ByteArrayInputStream(new byte[0]), Map.of()),
                new Closed(),
                err,
                (command + path).split(" ", -1));
        assertThat(err.toString(StandardCharsets.UTF_8).strip()).isEqualTo("the output can't be written: Broken pipe");
        assertThat(status).isEqualTo(ExitStatus.OUTPUT);
    }
}
