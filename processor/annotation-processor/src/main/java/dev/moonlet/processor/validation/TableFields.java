package dev.moonlet.processor.validation;

import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * The fields of a table that is an argument or a result, each with its component of the record.
 *
 * @param fields the fields that have a component
 * @param mismatches what the table and the record do not have in common
 */
record TableFields(List<Field> fields, List<ResultTypes.Mismatch> mismatches) {

    /**
     * A field.
     *
     * @param name its name in Lua; empty for one by position
     * @param type what is declared of it
     * @param component its component
     * @param index the number of that, from 0
     * @param where the field as a message calls it
     * @param place where it is declared
     */
    record Field(String name, LuaType type, DataComponent component, int index, String where, Optional<Span> place) {

        /** The type of its component. */
        TypeMirror javaType() {
            return component.type();
        }
    }

    TableFields {
        fields = List.copyOf(fields);
        mismatches = List.copyOf(mismatches);
    }

    /**
     * The fields that have the names of the components.
     *
     * @param directive the directive that declares the table, for messages
     */
    static TableFields byName(
            LuaType.Table table, TypeElement record, DeclaredType javaType, Types types, String directive) {
        List<DataComponent> components = JavaTypes.components(javaType, record, types);
        List<Field> fields = new ArrayList<>();
        List<ResultTypes.Mismatch> mismatches = new ArrayList<>();
        for (LuaType.Field field : table.fields()) {
            int index = RecordFields.indexOf(components, field.name());
            if (index < 0) {
                mismatches.add(new ResultTypes.Mismatch(
                        "field \"" + field.name() + "\" has no component in record " + record.getSimpleName(),
                        RecordFields.suggestion(field.name(), table, components),
                        Optional.of(field.span())));
                continue;
            }
            fields.add(new Field(
                    field.name(),
                    field.type(),
                    components.get(index),
                    index,
                    "field \"" + field.name() + "\"",
                    Optional.of(field.span())));
        }
        for (DataComponent component : components) {
            String name = component.name();
            if (!RecordFields.hasField(table, name)) {
                mismatches.add(new ResultTypes.Mismatch(
                        "component \"" + name + "\" of record " + record.getSimpleName() + " has no field in "
                                + directive,
                        "add " + Names.snakeCase(name) + " to " + directive + ", or remove the component",
                        Optional.empty()));
            }
        }
        return new TableFields(fields, mismatches);
    }

    /** The elements in the order of the components. */
    static TableFields byPosition(LuaType.Tuple tuple, TypeElement record, DeclaredType javaType, Types types) {
        List<DataComponent> components = JavaTypes.components(javaType, record, types);
        if (components.size() != tuple.elements().size()) {
            return new TableFields(
                    List.of(),
                    List.of(new ResultTypes.Mismatch(
                            "record " + record.getSimpleName() + " has " + components.size() + " components, but "
                                    + tuple.notation() + " has "
                                    + tuple.elements().size() + " elements",
                            "its components are the elements, in order",
                            Optional.empty())));
        }
        List<Field> fields = new ArrayList<>();
        components.forEach(component -> fields.add(new Field(
                "",
                tuple.elements().get(fields.size()),
                component,
                fields.size(),
                "element " + (fields.size() + 1),
                Optional.empty())));
        return new TableFields(fields, List.of());
    }
}
