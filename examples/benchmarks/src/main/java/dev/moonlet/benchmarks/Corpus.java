package dev.moonlet.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Realistic Lua of any size: the scripts of the examples, each in a function, over and over. */
final class Corpus {

    private Corpus() {}

    /** A script of at least so many characters, which Redis would accept. */
    static String ofSize(int characters) {
        List<String> scripts = scripts();
        StringBuilder text = new StringBuilder("local functions = {}\n");
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
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file);
            return text.replace("#!", "--").replace("goto", "go_to"); // LuaJ parses Lua 5.2
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
