package dev.moonlet.adopt;

import dev.moonlet.script.Names;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of Java for those of scripts. */
final class JavaNames {

    /** Methods of every object that take no argument, which a record's component can't be called like, nor can a method. */
    private static final Set<String> OF_OBJECT =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private JavaNames() {}

    /** The name of a parameter: {@code job_id} is {@code jobId}, {@code class} is {@code class_}. */
    static String parameter(String name) {
        String camel = Names.camelCase(name);
        return SourceVersion.isKeyword(camel) || camel.isEmpty() ? camel + "_" : camel;
    }

    /** The name of a record's component. */
    static String component(String name) {
        String camel = parameter(name);
        return OF_OBJECT.contains(camel) ? camel + "_" : camel;
    }

    /** The name of a method for a script's file: {@code moveToActive-11} is {@code moveToActive}. */
    static String method(String file) {
        String words = file.replaceFirst("-\\d+$", "").replaceAll("[^A-Za-z0-9]+", "_");
        String name = parameter(decapitalized(words.matches("\\d.*") ? "script_" + words : words));
        return OF_OBJECT.contains(name) ? name + "Script" : name;
    }

    /** The name of a type for a folder, a script or a method. */
    static String type(String name) {
        String method = method(name);
        return method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    }

    private static String decapitalized(String words) {
        return words.isEmpty() ? words : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
