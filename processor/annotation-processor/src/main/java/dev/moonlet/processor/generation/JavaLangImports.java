package dev.moonlet.processor.generation;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Makes files of classes, which import types of {@code java.lang} only where the package has a type of the same name: that
 * one would be meant otherwise.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jls/se17/html/jls-6.html#jls-6.4.1">Java Language Specification,
 *     6.4.1: shadowing</a>
 */
final class JavaLangImports {

    private static final Pattern IMPORT = Pattern.compile("^import java\\.lang\\.(\\w+);\n", Pattern.MULTILINE);

    private final Elements elements;
    private final Map<String, Boolean> found = new HashMap<>();

    JavaLangImports(Elements elements) {
        this.elements = elements;
    }

    /**
     * The file of a class.
     *
     * @param origin a type of the module and the package that the class is in
     */
    SourceText file(TypeElement origin, String packageName, TypeSpec type) {
        String text = JavaFile.builder(packageName, type).indent("    ").build().toString();
        boolean shadowed = IMPORT.matcher(text)
                .results()
                .anyMatch(imported -> isType(origin, inPackage(packageName, imported.group(1))));
        return new SourceText(
                inPackage(packageName, type.name()),
                shadowed ? text : IMPORT.matcher(text).replaceAll(""));
    }

    private static String inPackage(String packageName, String simpleName) {
        return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    }

    private boolean isType(Element origin, String name) {
        return found.computeIfAbsent(
                name, unknown -> elements.getTypeElement(elements.getModuleOf(origin), unknown) != null);
    }
}
