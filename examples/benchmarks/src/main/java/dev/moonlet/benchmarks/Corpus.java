package dev.moonlet.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Realistic Lua of any size: the scripts of the examples and the recipes, each in a function, over and over. */
final class Corpus {

    /** What the scripts include, which here they find around them. */
    private static final String PRELUDE = """
            local functions = {}
            local clock_micros, clock_millis, euros, next_token, taken_now, take, has = unpack(functions)
            local rank_of, make_ready, has_lease, end_lease, bury, finish_hold, return_expired = unpack(functions)
            """;

    private Corpus() {}

    /** A script of at least so many characters, which Redis would accept. */
    static String ofSize(int characters) {
        List<String> scripts = scripts();
        StringBuilder text = new StringBuilder(PRELUDE);
        for (int i = 0; text.length() < characters; i++) {
            text.append("functions[").append(i).append("] = function(...)\n");
            text.append(scripts.get(i % scripts.size())).append("end\n");
        }
        return text.append("return #functions\n").toString();
    }

    private static List<String> scripts() {
        URL corpus = Objects.requireNonNull(Corpus.class.getResource("/corpus"), "corpus");
        try (Stream<Path> files = Files.walk(Path.of(corpus.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".lua"))
                    .sorted()
                    .map(Corpus::read)
                    .filter(script -> !script.contains("require(")) // of which there is one file alone
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            // Directives as the linker would write them.
            return Files.readString(file)
                    .replaceAll("---@key (\\w+)\\.\\.\\..*", "local $1 = { KEYS[1] }")
                    .replaceAll("---@key (\\w+).*", "local $1 = KEYS[1]")
                    .replaceAll("---@arg (\\w+) (?:.*\\[\\]|.*\\.\\.\\.|json).*", "local $1 = cjson.decode(ARGV[1])")
                    .replaceAll("---@(?:arg|resume) (\\w+) (?:int|num|mil|sec).*", "local $1 = tonumber(ARGV[1])")
                    .replaceAll("---@(?:arg|resume) (\\w+).*", "local $1 = ARGV[1]")
                    .replace("---@", "-- ");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
