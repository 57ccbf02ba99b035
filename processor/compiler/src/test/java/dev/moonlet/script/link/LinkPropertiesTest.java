package dev.moonlet.script.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.script.Script;
import dev.moonlet.script.SourceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every linked script, on scripts made by chance. */
class LinkPropertiesTest {

    private static final int FILES = 12;

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("moonlet.inputs", 200));
    }

    /** Files that include, require and call those after them, by chance; every line of code tells where it is. */
    private static List<String> files(int seed) {
        Random random = new Random(seed);
        List<String> files = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "---@pragma once\n" : "");
            int lines = 1 + random.nextInt(8);
            for (int i = 0; i < lines; i++) {
                int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
                int other = file + 1 + random.nextInt(3);
                String here = "'" + name(file) + ":" + line + "'";
                int kind = other < FILES ? random.nextInt(9) : random.nextInt(5);
                text.append(
                        switch (kind) {
                            case 0 -> "-- a comment\n";
                            case 1 -> "\n";
                            case 2 -> "local function f_" + file + "() return " + here + " end\n";
                            case 3 -> "redis.log(redis.LOG_DEBUG, " + here + ") -- and a comment\n";
                            case 4 -> "do local _x = [[" + name(file) + ":" + line + "]] end\n";
                            case 5, 6 -> "---@include \"" + name(other) + "\"\n";
                            case 7 -> "require('" + name(other) + "') redis.log(2, " + here + ")\n";
                            default -> "CALL." + name(other).replace('/', '.') + "() redis.log(2, " + here + ")\n";
                        });
            }
            files.add(text.toString());
        }
        return files;
    }

    private static String name(int file) {
        return (file % 3 == 0 ? "" : "lib" + file % 3 + "/") + "file" + file;
    }

    private static Script link(List<String> files) {
        MemoryScripts scripts = new MemoryScripts();
        for (int i = files.size() - 1; i > 0; i--) {
            // Paths are from the root, so that they mean the same in every folder.
            scripts.compile(name(i), rooted(files.get(i)));
        }
        return scripts.compile(name(0), rooted(files.get(0)));
    }

    private static String rooted(String text) {
        return text.replace("@include \"", "@include \"/");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyLineMapsToTheOneItCameFrom(int seed) {
        List<String> files = files(seed);
        Script script = link(files);
        for (int line = 1; line <= script.lineCount(); line++) {
            SourceMap.Place place = script.place(line);
            String text = script.line(line);
            int quote = text.indexOf(".lua") >= 0 ? -1 : text.indexOf("file");
            if (quote >= 0 && text.indexOf(':', quote) > 0) {
                assertThat(text).contains(place.file().replace(".lua", "") + ":" + place.line());
            }
            assertThat(script.linkedLines(place)).contains(line);
            SourceMap.Place inner = place;
            for (SourceMap.Step step : script.chain(line)) {
                String leading = line(files, step.place());
                assertThat(leading).contains(inner.file().replace(".lua", "").replaceAll(".*/", ""));
                inner = step.place();
            }
        }
    }

    private static String line(List<String> files, SourceMap.Place place) {
        int file = IntStream.range(0, FILES)
                .filter(i -> place.file().equals(name(i) + ".lua"))
                .findFirst()
                .orElseThrow();
        return files.get(file).split("\n", -1)[place.line() - 1];
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void linkingIsDeterministic(int seed) {
        Script first = link(files(seed));
        Script second = link(files(seed));
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.sourceMap()).isEqualTo(first.sourceMap());
        assertThat(second.graph()).isEqualTo(first.graph());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aScriptWithoutDirectivesLinksToItself(int seed) {
        String text = files(seed)
                .get(FILES - 1)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("--"))
                .map(line -> line.replace(" -- and a comment", "") + "\n")
                .reduce("", String::concat);
        assertThat(new MemoryScripts().compile("alone", text).text()).isEqualTo(text);
    }
}
