package dev.moonlet.processor;

import dev.moonlet.processor.model.EnumConstants;
import dev.moonlet.script.JavaEnum;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Finds the enums that are compiled, and those on the class path. */
final class DeclaredEnums implements JavaEnum.Lookup {

    private final Elements elements;

    DeclaredEnums(Elements elements) {
        this.elements = elements;
    }

    @Override
    public Optional<JavaEnum> find(String name) {
        return Optional.ofNullable(elements.getTypeElement(name))
                .filter(DeclaredEnums::isEnum)
                .map(EnumConstants::of);
    }

    @Override
    public List<String> beside(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return List.of(); // the types of the unnamed package have no qualified names
        }
        String parent = name.substring(0, dot);
        Element type = elements.getTypeElement(parent);
        Element around = type == null ? elements.getPackageElement(parent) : type;
        return around == null
                ? List.of()
                : ElementFilter.typesIn(around.getEnclosedElements()).stream()
                        .filter(DeclaredEnums::isEnum)
                        .map(found -> found.getQualifiedName().toString())
                        .toList();
    }

    private static boolean isEnum(TypeElement type) {
        return type.getKind() == ElementKind.ENUM;
    }
}
