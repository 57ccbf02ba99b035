package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import java.util.List;

/** Matches the fields of a table with the components of a record, by name. */
final class RecordFields {

    private RecordFields() {}

    /** The index of a field's component; negative if there is none. */
    static int indexOf(List<DataComponent> components, String field) {
        for (int i = 0; i < components.size(); i++) {
            if (same(field, components.get(i).name())) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a table has the field of a component. */
    static boolean hasField(LuaType.Table table, String component) {
        return table.fields().stream().anyMatch(field -> same(field.name(), component));
    }

    /** What would help: another name for a component that no other field has, or a new one. */
    static String suggestion(String field, LuaType.Table table, List<DataComponent> components) {
        List<String> names = components.stream()
                .map(DataComponent::name)
                .filter(name -> !hasField(table, name))
                .toList();
        return SpellChecker.nearest(JavaTypes.variable(field), names)
                .map(near -> "is it the component \"" + near + "\"?")
                .orElse("add a component " + JavaTypes.variable(field));
    }

    private static boolean same(String field, String component) {
        return Names.normalized(field).equals(Names.normalized(component));
    }
}
