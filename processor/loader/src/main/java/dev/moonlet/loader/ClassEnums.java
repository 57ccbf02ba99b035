package dev.moonlet.loader;

import dev.moonlet.Code;
import dev.moonlet.script.JavaEnum;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds enums among the classes of a class loader, without initializing them. */
public final class ClassEnums implements JavaEnum.Lookup {

    private final ClassLoader classes;

    /** Finds the enums that a class loader has. */
    public ClassEnums(ClassLoader classes) {
        this.classes = classes;
    }

    @Override
    public Optional<JavaEnum> find(String name) {
        String binary = name;
        while (true) {
            try {
                Class<?> type = Class.forName(binary, false, classes);
                return type.isEnum() ? Optional.of(of(name, type)) : Optional.empty();
            } catch (ClassNotFoundException | LinkageError e) {
                int dot = binary.lastIndexOf('.');
                if (dot < 0) {
                    return Optional.empty();
                }
                binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1); // perhaps a nested type
            }
        }
    }

    private static JavaEnum of(String name, Class<?> type) {
        List<JavaEnum.Constant> constants = Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .map(ClassEnums::constant)
                .toList();
        return new JavaEnum(name, constants);
    }

    private static JavaEnum.Constant constant(Field field) {
        Optional<Code> code = Optional.ofNullable(field.getAnnotation(Code.class));
        return new JavaEnum.Constant(
                field.getName(),
                code.map(Code::value).filter(value -> value != Long.MIN_VALUE),
                code.map(Code::text).filter(text -> !text.isEmpty()));
    }
}
