package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of pages print what the pages say. */
class CommandLinePageIT {

    private static final Pattern FILE = Pattern.compile("`(src/main/lua/[^`]+)`:\n\n```lua\n(.*?)```", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("`([a-z]+\\.txt)`:\n\n```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CONSOLE = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

    private static final String LUA = "src/main/lua";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"command-line, 6", "adopting, 1", "concepts, 1", "deployment, 3", "observability, 1", "security, 1"})
    void commandsPrintWhatThePageSays(String name, int least) throws IOException {
        String page = Files.readString(Path.of("../../docs/" + name + ".md"));
        for (Pattern pattern : List.of(FILE, INPUT)) {
            Matcher files = pattern.matcher(page);
            while (files.find()) {
                Path file = directory.resolve(files.group(1));
                Files.createDirectories(file.getParent());
                Files.writeString(file, files.group(2));
            }
        }
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        Matcher consoles = CONSOLE.matcher(page);
        while (consoles.find()) {
            for (String example : consoles.group(1).split("(?m)^\\$ moonlet ", -1)) {
                if (!example.isEmpty()) {
                    String command = example.substring(0, example.indexOf('\n'));
                    expected.add(example);
                    actual.add(command + "\n" + output(command));
                }
            }
        }
        assertThat(expected).hasSizeGreaterThanOrEqualTo(least);
        assertThat(actual).isEqualTo(expected);
    }

    private String output(String command) throws IOException {
        String local = command.replace("redis://localhost:6379", "redis://localhost:" + redis.port())
                .replace("-o site", "-o " + directory.resolve("site"));
        String[] redirected = local.split(" < ", 2);
        byte[] input = redirected.length == 1 ? new byte[0] : Files.readAllBytes(file(redirected[1]));
        List<String> arguments = new ArrayList<>(List.of(redirected[0].split(" ", -1)));
        arguments.replaceAll(argument ->
                argument.startsWith(LUA + "/") ? directory.resolve(argument).toString() : argument);
        if (arguments.get(0).equals("init")) {
            arguments.addAll(List.of("--directory", directory.toString()));
        }
        arguments.addAll(List.of("--path", directory.resolve(LUA).toString()));
        CommandRun run = CommandRun.withInput(input, Map.of(), arguments.toArray(String[]::new));
        return (run.err() + run.out())
                .replace(directory + "/", "")
                .replace("localhost:" + redis.port(), "localhost:6379");
    }

    /** What a command reads: a file that the page shows, or the script as an editor has it. */
    private Path file(String name) {
        Path shown = directory.resolve(name);
        return Files.exists(shown)
                ? shown
                : directory.resolve("src/main/lua/jobs").resolve(name);
    }
}
