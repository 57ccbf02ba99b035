package dev.moonlet.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The interface of a folder of scripts, or of one script, as Java source.
 *
 * @param packageName its package
 * @param name its name
 * @param bound what {@code @LuaScript} names: a folder or a script
 * @param methods its methods
 */
record JavaInterface(String packageName, String name, String bound, List<JavaMethod> methods) {

    /** What the source may need to import. */
    private static final TreeMap<String, String> IMPORTS = new TreeMap<>(java.util.Map.of(
            "dev.moonlet.Arg", "@Arg(",
            "dev.moonlet.Key", "@Key ",
            "dev.moonlet.LuaScript", "@LuaScript(",
            "java.time.Duration", "Duration",
            "java.time.Instant", "Instant",
            "java.util.List", "List<",
            "java.util.Map", "Map<",
            "java.util.Optional", "Optional<"));

    /** Copies the list. */
    JavaInterface {
        methods = List.copyOf(methods);
    }

    /** Where its file is, below a folder of sources. */
    String file() {
        return packageName.replace('.', '/') + "/" + name + ".java";
    }

    /** The source. */
    String source() {
        List<String> body = new ArrayList<>();
        String folder =
                methods.size() == 1 && methods.get(0).adopted().script().name().equals(bound)
                        ? "The script {@code " + bound + "}."
                        : "The scripts in {@code " + bound + "}.";
        body.add("/** " + folder + " */");
        body.add("@LuaScript(\"" + bound + "\")");
        body.add("public interface " + name + " {");
        methods.forEach(method -> {
            body.add("");
            body.addAll(method.lines());
        });
        body.add("}");
        String text = String.join("\n", body);
        String code = body.stream()
                .filter(line -> !line.strip().matches("(/\\*|\\*|//).*"))
                .collect(Collectors.joining("\n"));
        List<String> lines = new ArrayList<>(List.of("package " + packageName + ";", ""));
        IMPORTS.forEach((type, use) -> {
            if (code.contains(use)) {
                lines.add("import " + type + ";");
            }
        });
        lines.add("");
        lines.add(text);
        return String.join("\n", lines) + "\n";
    }
}
