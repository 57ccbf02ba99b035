package dev.moonlet.processor.generation;

import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.script.Names;
import dev.moonlet.script.Script;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The constant that holds each script of an interface. */
record ScriptConstants(Map<Script, String> scripts) {

    /** One constant a script, named for it. */
    static ScriptConstants of(List<BoundMethod> methods) {
        Map<Script, String> constants = new LinkedHashMap<>();
        for (BoundMethod method : methods) {
            Script script = method.script();
            if (!constants.containsKey(script)) {
                constants.put(script, free(constants, name(script.name())));
            }
        }
        return new ScriptConstants(constants);
    }

    /** The constant of a script. */
    String constant(Script script) {
        String constant = scripts.get(script);
        if (constant == null) {
            throw new IllegalArgumentException("not a script of this interface: " + script.name());
        }
        return constant;
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
