package dev.moonlet.processor.generation;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
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

    private static final Pattern IMPORT = Pattern.compile("^import java\\.lang\\.(\\w+);$", Pattern.MULTILINE);

    private final Elements elements;

    JavaLangImports(Elements elements) {
        this.elements = elements;
    }

    /**
     * The file of a class.
     *
     * @param origin a type of the module and the package that the class is in
     */
    JavaFile file(TypeElement origin, String packageName, TypeSpec type) {
        JavaFile explicit = file(packageName, type, false);
        boolean shadowed = IMPORT.matcher(explicit.toString())
                .results()
                .anyMatch(found -> isInPackage(origin, packageName, found.group(1)));
        return shadowed ? explicit : file(packageName, type, true);
    }

    private static JavaFile file(String packageName, TypeSpec type, boolean skipJavaLang) {
        return JavaFile.builder(packageName, type)
                .skipJavaLangImports(skipJavaLang)
                .indent("    ")
                .build();
    }

    private boolean isInPackage(Element origin, String packageName, String simpleName) {
        String name = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
        return elements.getTypeElement(elements.getModuleOf(origin), name) != null;
    }
}
