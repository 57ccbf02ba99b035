package dev.moonlet.lua;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The scripts that tests of the front-end start from. */
public final class Fixtures {

    private static final List<String> ROOTS = List.of(
            "src/test/resources/lua",
            "../annotation-processor/src/test/lua",
            "../../runtime/core/src/test/lua",
            "../../examples/apps/src/main/lua");

    private Fixtures() {}

    public static List<String> all() throws IOException {
        TreeMap<String, String> fixtures = new TreeMap<>();
        for (String root : ROOTS) {
            try (Stream<Path> paths = Files.walk(Path.of(root))) {
                for (Path path :
                        paths.filter(path -> path.toString().endsWith(".lua")).toList()) {
                    fixtures.put(path.toString(), Files.readString(path));
                }
            }
        }
        return List.copyOf(fixtures.values());
    }
}
