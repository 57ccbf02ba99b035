package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.RedisProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A script in the debugger of a server, by the lines of its files. */
class DebugCommandIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    private SampleProject project;

    @BeforeEach
    void write() throws IOException {
        project = new SampleProject(directory.resolve("lua"));
        project.write("lib/queues.lua", """
                local function push(queue, job)
                  local length = redis.call('RPUSH', queue, job)
                  return length
                end
                """);
        project.write("push.lua", """
                ---@key queue
                ---@arg job string
                ---@return { length: integer }
                ---@include "/lib/queues"

                local before = redis.call('LLEN', queue)
                local length = push(queue, job)
                redis.debug('pushed', length)
                return { length = length + before }
                """);
    }

    private CommandRun debug(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of("debug", "push", "-u", "redis://127.0.0.1:" + redis.port()));
        all.addAll(List.of("--key", "queue=mail", "--arg", "job=welcome"));
        all.addAll(List.of(arguments));
        return project.moonletWithInput(input, all.toArray(String[]::new));
    }

    @Test
    void aScriptStopsAtBreakpointsInIncludedFiles() {
        CommandRun run = debug("""
                break lib/queues:3 lib/queues.lua:99
                continue
                print length
                trace
                break 0
                continue
                """);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "there is no code at lib/queues.lua:99\n",
                        "stopped at lib/queues.lua:3 (break point)\n->#lib/queues.lua:3    return length\n",
                        "<value> 1\n",
                        "In push:\n",
                        "push.lua:7",
                        "<debug> push.lua:8: \"pushed\", 1\n")
                .doesNotContain("<endsession>");
        assertThat(run.status()).isZero();
        assertThat(redis.connection().sync().exists("mail"))
                .as("what the script wrote")
                .isZero();
    }

    @Test
    void stepsEnterFunctionsAndNextDoesNot() {
        String toCall = "break push.lua:7\ncontinue\n";
        assertThat(debug(toCall + "step\nlist\nabort\n").out())
                .contains(
                        "stopped at push.lua:7", "stopped at lib/queues.lua:2\n", "local length = redis.call('RPUSH'");
        assertThat(debug(toCall + "next\nprint length\nabort\n").out())
                .contains("stopped at push.lua:8\n", "<value> 1\n")
                .doesNotContain("stopped at lib/queues.lua:2");
    }

    @Test
    void linesOfTheLinkerAreLeftOut() {
        String out = debug("step\n".repeat(40)).out();
        assertThat(out).doesNotContainPattern("stopped at push.lua:[1-3]\\n.*local result");
        assertThat(out)
                .contains("stopped at push.lua:6", "stopped at push.lua:9")
                .endsWith("]\n");
    }

    @Test
    void commandsAndExpressionsRunWhereTheScriptHasStopped() {
        assertThat(debug("redis set 'a key' 1\nredis get 'a key'\neval 1 + 1\nwhole\nfoo\nprnt\nhelp\nc\n")
                        .out())
                .contains(
                        "<reply> \"1\"",
                        "<retval> 2",
                        "return { length + before }",
                        "there is no command \"foo\"; help shows what there is",
                        "there is no command \"prnt\"; did you mean \"print\"?",
                        "run to the next line of this function");
    }

    @Test
    void theEndOfTheInputEndsTheScript() {
        CommandRun run = debug("");
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).contains("abort");
    }

    @Test
    void aFailureIsReportedAtItsLine() throws IOException {
        project.write("lib/queues.lua", "local function push(queue, job)\n  error('no ' .. job .. queue)\nend\n");
        CommandRun run = debug("continue\n");
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).contains("lib/queues.lua:2", "no welcomemail").doesNotContain("user_script");
    }

    @Test
    void keysAndArgumentsAreThoseOfTheScript() {
        CommandRun run = debug("c\n", "--arg", "jb=x");
        assertThat(run.err()).contains("script push has no key or argument \"jb\"; did you mean \"job\"?");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(debug("c\n", "--cluster").err()).contains("the host and port of one server");
    }

    @Test
    void thePasswordIsThatOfTheEnvironment() throws IOException {
        try (RedisProcess guarded = RedisProcess.start("requirepass hunter2xyz")) {
            String[] command = {
                "debug",
                "push",
                "-u",
                "redis://127.0.0.1:" + guarded.port(),
                "--key",
                "queue=q",
                "--arg",
                "job=j",
                "--path",
                project.directory().toString()
            };
            byte[] input = "continue\n".getBytes(StandardCharsets.UTF_8);
            assertThat(CommandRun.withInput(input, Map.of("REDISCLI_AUTH", "hunter2xyz"), command)
                            .status())
                    .isZero();
            CommandRun refused = CommandRun.withInput(input, Map.of("REDISCLI_AUTH", "wrong-secret"), command);
            assertThat(refused.err()).contains("WRONGPASS").doesNotContain("wrong-secret");
            assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
        }
    }
}
