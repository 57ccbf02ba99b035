package dev.moonlet.processor.generation;

import com.palantir.javapoet.ClassName;
import dev.moonlet.processor.model.ResultDecoding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** The names of the methods that read records, and of the parameters of lambdas that read what is in them. */
final class ReaderNames {

    private final Map<ResultDecoding.RecordOf, String> methods = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * The method that reads a record: {@code readPage}, or {@code readPageOfLong} for a {@code Page<Long>}. Where another record
     * has that name, the types around it or the method whose result it is are in its name too.
     *
     * @param method the method of the interface
     */
    String reader(ResultDecoding.RecordOf record, String method) {
        String known = methods.get(record);
        if (known != null) {
            return known;
        }
        ClassName type = ClassName.get((TypeElement) record.type().asElement());
        String arguments = record.type().getTypeArguments().stream()
                .map(ValueConstants::name)
                .collect(Collectors.joining("And"));
        String what = arguments.isEmpty() ? "" : "Of" + arguments;
        String name = firstFree(
                List.of(
                        "read" + type.simpleName() + what,
                        "read" + String.join("", type.simpleNames()) + what,
                        "read" + type.simpleName() + what + "For" + capitalized(method)),
                taken);
        taken.add(name);
        methods.put(record, name);
        return name;
    }

    /** What an element of a component is called: {@code tag} for one of {@code tags}. */
    static String element(String component, String otherwise, Set<String> taken) {
        String singular = component.endsWith("ies")
                ? component.substring(0, component.length() - "ies".length()) + "y"
                : component.endsWith("s") && !component.endsWith("ss")
                        ? component.substring(0, component.length() - 1)
                        : "";
        return SourceVersion.isName(singular) ? firstFree(List.of(singular, otherwise), taken) : free(otherwise, taken);
    }

    /** A name that is not taken. */
    static String free(String wanted, Set<String> taken) {
        return firstFree(List.of(wanted), taken);
    }

    /** The first name that is not taken; if all are, the last one with underscores before it. */
    static String firstFree(List<String> wanted, Set<String> taken) {
        String last = wanted.get(wanted.size() - 1);
        return Stream.concat(wanted.stream(), Stream.iterate("_" + last, name -> "_" + name))
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
