package dev.moonlet.processor.model;

import dev.moonlet.script.JavaEnum;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** The constants of enums, and the integers that stand for them. */
public final class EnumConstants {

    private EnumConstants() {}

    /** An enum, whose constants have codes if all of them do and no two the same. */
    public static JavaEnum of(TypeElement type) {
        List<JavaEnum.Constant> constants = type.getEnclosedElements().stream()
                .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                .map(constant -> new JavaEnum.Constant(constant.getSimpleName().toString(), code(constant)))
                .toList();
        return new JavaEnum(type.getQualifiedName().toString(), constants).checked();
    }

    private static Optional<Long> code(Element constant) {
        return Annotations.CODE
                .valueOn(constant)
                .filter(code -> code.matches("-?\\d+"))
                .map(Long::valueOf);
    }

    /** Why integers do not stand for the constants of an enum some of which have codes; empty for other types. */
    public static Optional<String> incomplete(TypeElement type) {
        List<Element> constants = type.getEnclosedElements().stream()
                .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                .<Element>map(element -> element)
                .toList();
        if (haveCodes(type)
                || constants.stream().noneMatch(constant -> code(constant).isPresent())) {
            return Optional.empty();
        }
        return Optional.of(constants.stream()
                .filter(constant -> code(constant).isEmpty())
                .findFirst()
                .map(constant ->
                        "constant " + constant.getSimpleName() + " of " + type.getSimpleName() + " has no @Code")
                .orElse("two constants of " + type.getSimpleName()
                        + " have the same @Code, or one has a code beyond 2^53"));
    }

    /** Whether integers stand for the constants of a type. */
    public static boolean haveCodes(TypeElement type) {
        return type.getKind() == ElementKind.ENUM && of(type).hasCodes();
    }
}
