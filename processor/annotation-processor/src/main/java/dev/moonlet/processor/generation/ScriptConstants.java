package dev.moonlet.processor.generation;

import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.script.LibraryFunctionName;
import dev.moonlet.script.Names;
import dev.moonlet.script.Script;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The constants that hold the scripts of an interface: one for each text that is sent, and one for each function of a library.
 *
 * @param scripts the scripts, with the names of their constants
 * @param libraries a function of each library, with the name of the constant of the library
 */
record ScriptConstants(Map<Script, String> scripts, Map<Script, String> libraries) {

    /** One constant a script, named for it. */
    static ScriptConstants of(List<BoundMethod> methods) {
        Map<Script, String> constants = new LinkedHashMap<>();
        Map<Script, String> libraries = new LinkedHashMap<>();
        for (BoundMethod method : methods) {
            Script script = method.script();
            if (constants.keySet().stream().noneMatch(other -> isSame(other, script))) {
                constants.put(script, free(constants, name(script.name())));
            }
        }
        for (Script script : constants.keySet()) {
            if (script.function().isPresent()
                    && libraries.keySet().stream().noneMatch(other -> isSameLibrary(other, script))) {
                Map<Script, String> taken = new LinkedHashMap<>(constants);
                taken.putAll(libraries);
                libraries.put(script, free(taken, name(file(script))));
            }
        }
        return new ScriptConstants(constants, libraries);
    }

    /** The constant of the library of a function. */
    String library(Script function) {
        return libraries.entrySet().stream()
                .filter(entry -> isSameLibrary(entry.getKey(), function))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("not a function of this interface: " + function.name()));
    }

    /** The constant of a script. */
    String constant(Script script) {
        return scripts.entrySet().stream()
                .filter(entry -> isSame(entry.getKey(), script))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a script of this interface: " + script.name()));
    }

    /** Whether two scripts are one to the server: what they declare is a matter of the methods. */
    private static boolean isSame(Script a, Script b) {
        return a.name().equals(b.name()) && a.digest().equals(b.digest());
    }

    private static boolean isSameLibrary(Script a, Script b) {
        return file(a).equals(file(b)) && a.digest().equals(b.digest());
    }

    /** The name of the file of a library. */
    private static String file(Script function) {
        return LibraryFunctionName.of(function.name()).orElseThrow().library();
    }

    private static String name(String script) {
        String simple = Names.snakeCase(script.substring(script.lastIndexOf('/') + 1));
        StringBuilder name = new StringBuilder();
        simple.toUpperCase(Locale.ROOT)
                .chars()
                .forEach(c -> name.append(Character.isJavaIdentifierPart(c) ? (char) c : '_'));
        return Character.isJavaIdentifierStart(name.charAt(0)) ? name.toString() : "_" + name;
    }

    private static String free(Map<Script, String> taken, String wanted) {
        String name = wanted;
        for (int i = 2; taken.containsValue(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }
}
