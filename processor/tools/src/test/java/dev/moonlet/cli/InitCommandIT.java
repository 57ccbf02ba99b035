package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonlet.redis.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code moonlet init} writes: luacheck reports nothing about the scripts of the examples. */
@Tag("any-server")
class InitCommandIT {

    private static final String ROOT = "src/main/lua";

    /** Applies the changes that the plugin makes for the language server to files. */
    private static final String APPLY = """
            dofile('.moonlet/plugin.lua')
            for _, file in ipairs(arg) do
              local handle = assert(io.open(file, 'rb'))
              local text = handle:read('*a')
              handle:close()
              local diffs = OnSetText('file://' .. file, text)
              for i = #diffs, 1, -1 do
                text = text:sub(1, diffs[i].start - 1) .. diffs[i].text .. text:sub(diffs[i].finish + 1)
              end
              handle = assert(io.open(file, 'wb'))
              handle:write(text)
              handle:close()
            end
            """;

    @TempDir
    Path directory;

    private Path scripts;

    @BeforeEach
    void makeProject() throws IOException {
        scripts = Files.createDirectories(directory.resolve(ROOT));
    }

    private void copyExample(String example) throws IOException {
        Path from = Path.of("../../examples").resolve(example).resolve(ROOT);
        for (Path file : luaFiles(from)) {
            Path copy = scripts.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static List<Path> luaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".lua")).toList();
        }
    }

    private CommandRun init(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("init", "--directory", directory.toString(), "--path", scripts.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private record Ended(int status, String output) {}

    private Ended run(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }

    private void assumeThereIs(String program, String argument) throws InterruptedException {
        boolean found;
        try {
            found = run(program, argument).status() == 0;
        } catch (IOException e) {
            found = false;
        }
        assumeTrue(found, program + " is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apps", "benchmarks", "micronaut", "quarkus", "spring-boot"})
    void luacheckReportsNothingAboutExamples(String example) throws Exception {
        assumeThereIs("luacheck", "--version");
        copyExample(example);
        assertThat(run("luacheck", "--no-color", ROOT).status()).isNotZero();
        assertThat(init().status()).isZero();
        Ended checked = run("luacheck", "--no-color", ROOT);
        assertThat(checked.output()).contains("Total: 0 warnings / 0 errors");
    }

    @Test
    void luacheckStillFindsMistakes() throws Exception {
        assumeThereIs("luacheck", "--version");
        Files.writeString(scripts.resolve("get.lua"), "---@key user\nreturn redis.call('GET', user)\n");
        init();
        Files.writeString(scripts.resolve("get.lua"), "---@key user\nreturn redis.call('GET', usr)\n");
        assertThat(run("luacheck", "--no-color", ROOT).output()).contains("accessing undefined variable");
    }

    @Test
    void thePluginDeclaresWhatDirectivesAndIncludesDo() throws Exception {
        assumeThereIs("luacheck", "--version");
        assumeThereIs("lua5.1", "-v");
        copyExample("apps");
        init();
        Path config = directory.resolve(".luacheckrc");
        Files.writeString(config, Files.readString(config).replaceFirst("(?s)\nfiles\\[.*", "\n")); // the globals alone
        assertThat(run("luacheck", "--no-color", "--only", "11", "--", ROOT).output())
                .contains("undefined");
        Path apply = Files.writeString(directory.resolve("apply.lua"), APPLY);
        List<String> command = new ArrayList<>(List.of("lua5.1", apply.toString()));
        luaFiles(scripts).forEach(file -> command.add(file.toString()));
        Ended applied = run(command.toArray(String[]::new));
        assertThat(applied).isEqualTo(new Ended(0, ""));
        assertThat(scripts.resolve("token_bucket.lua"))
                .content()
                .contains("local bucket = KEYS[1] ---@diagnostic")
                .contains("local capacity = ARGV[1] --[[@as integer]] ---@diagnostic")
                .contains("local function clock_micros() end");
        assertThat(run("luacheck", "--no-color", "--only", "11", "--", ROOT).output())
                .contains("Total: 0 warnings / 0 errors");
    }

    @Test
    void definitionsAreLuaAndHaveAllMembers() throws Exception {
        init();
        for (String library : List.of("redis", "cjson", "cmsgpack", "bit", "struct")) {
            String text = Files.readString(directory.resolve(".moonlet/meta/" + library + ".lua"));
            assertThat(Sandbox.get().members(library)).isNotEmpty().allSatisfy(member -> assertThat(text)
                    .containsPattern("(?m)^(function )?" + library + "\\." + member + "\\b"));
        }
        assumeThereIs("lua5.1", "-v");
        for (Path file : luaFiles(directory.resolve(".moonlet"))) {
            assertThat(run("lua5.1", "-e", "assert(loadfile('" + file + "'))")).isEqualTo(new Ended(0, ""));
        }
    }

    @Test
    void settingsThatAreThereAreKept() throws IOException {
        Path settings = directory.resolve(".luarc.json");
        Path luacheck = directory.resolve(".luacheckrc");
        Files.writeString(settings, "{ \"runtime.version\": \"LuaJIT\", \"hint.enable\": true }");
        Files.writeString(luacheck, "std = 'lua51'\n", StandardCharsets.UTF_8);
        CommandRun run = init();
        assertThat(run.err()).isEqualTo(".luacheckrc has other content and is kept; --overwrite replaces it\n");
        assertThat(luacheck).hasContent("std = 'lua51'");
        Map<?, ?> read = new ObjectMapper().readValue(settings.toFile(), Map.class);
        assertThat(read.get("runtime.version")).isEqualTo("LuaJIT");
        assertThat(read.get("hint.enable")).isEqualTo(true);
        assertThat(read.get("runtime.plugin")).isEqualTo(".moonlet/plugin.lua");
        assertThat(init("--overwrite").err()).isEmpty();
        assertThat(luacheck).content().startsWith("-- Written by moonlet init");
        assertThat(init().err()).isEmpty();
    }

    @Test
    void settingsWithCommentsAreRefused() throws IOException {
        Path settings = Files.writeString(directory.resolve(".luarc.json"), "{ // mine\n}");
        CommandRun run = init();
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains(".luarc.json is no JSON");
        assertThat(settings).hasContent("{ // mine\n}");
    }
}
