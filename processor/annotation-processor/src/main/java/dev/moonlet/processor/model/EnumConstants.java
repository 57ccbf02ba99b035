package dev.moonlet.processor.model;

import dev.moonlet.script.JavaEnum;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** The constants of enums, and their codes. */
public final class EnumConstants {

    private EnumConstants() {}

    /** An enum with its constants. */
    public static JavaEnum of(TypeElement type) {
        List<JavaEnum.Constant> constants = type.getEnclosedElements().stream()
                .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                .map(constant ->
                        new JavaEnum.Constant(constant.getSimpleName().toString(), code(constant), text(constant)))
                .toList();
        return new JavaEnum(type.getQualifiedName().toString(), constants);
    }

    private static Optional<Long> code(Element constant) {
        return Annotations.CODE
                .valueOn(constant)
                .filter(code -> code.matches("-?\\d+"))
                .map(Long::valueOf);
    }

    private static Optional<String> text(Element constant) {
        return Annotations.CODE.memberOn(constant, "text").filter(text -> !text.isEmpty());
    }

    /** The codes of the constants of a type; empty if it is not an enum, or if that is their names. */
    public static Optional<JavaEnum.Codes> codes(TypeElement type) {
        return Optional.of(type)
                .filter(found -> found.getKind() == ElementKind.ENUM)
                .map(found -> of(found).codes())
                .filter(codes -> codes != JavaEnum.Codes.NAMES);
    }

    /** Why codes do not stand for the constants of an enum some of which have one; empty for other types. */
    public static Optional<String> incomplete(TypeElement type) {
        List<JavaEnum.Constant> constants = of(type).constants();
        if (type.getKind() != ElementKind.ENUM
                || codes(type).isPresent()
                || constants.stream()
                        .allMatch(constant ->
                                constant.code().isEmpty() && constant.text().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(constants.stream()
                .filter(constant -> constant.code().isEmpty() && constant.text().isEmpty())
                .findFirst()
                .map(constant -> "constant " + constant.name() + " of " + type.getSimpleName() + " has no @Code")
                .orElse("the codes of " + type.getSimpleName()
                        + " have to be different, all integers of at most 2^53 or all texts"));
    }
}
