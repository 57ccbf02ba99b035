package dev.moonlet.adopt;

import dev.moonlet.analysis.proposal.ProposedEntry;
import dev.moonlet.analysis.proposal.ProposedEntry.Form;
import dev.moonlet.analysis.proposal.ProposedResult;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The method of a script, as Java source.
 *
 * @param adopted the script
 * @param name the name of the method
 * @param description what the script does; may be empty
 */
record JavaMethod(AdoptedScript adopted, String name, String description) {

    private static final int MAX_LINE = 120;
    private static final String INDENT = "    ";

    /** The name of a script's method, if no other one has it. */
    static String name(AdoptedScript adopted) {
        return JavaNames.method(file(adopted));
    }

    private static String file(AdoptedScript adopted) {
        String script = adopted.script().name();
        return script.substring(script.lastIndexOf('/') + 1);
    }

    /** The lines of the method, then those of the record that it returns. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(JavaComment.lines(description, INDENT));
        adopted.open().forEach(open -> lines.add(INDENT + "// TODO: " + open));
        String file = file(adopted).replaceFirst("-\\d+$", ""); // the number of keys, as BullMQ has it
        if (!file.equals(name) && !file.equals(Names.snakeCase(name))) {
            lines.add(INDENT + "@LuaScript(\"" + adopted.script().name() + "\")");
        }
        List<String> parameters = parameters();
        String head = INDENT + result() + " " + name + "(";
        String line = head + String.join(", ", parameters) + ");";
        if (line.length() <= MAX_LINE) {
            lines.add(line);
        } else {
            lines.add(head);
            for (int i = 0; i < parameters.size(); i++) {
                lines.add(INDENT.repeat(3) + parameters.get(i) + (i < parameters.size() - 1 ? "," : ");"));
            }
        }
        parts().ifPresent(tuple -> lines.addAll(List.of("", record(tuple))));
        return lines;
    }

    private List<String> parameters() {
        List<String> parameters = new ArrayList<>();
        List<ProposedEntry> entries = adopted.entries();
        for (int i = 0; i < entries.size(); i++) {
            ProposedEntry entry = entries.get(i);
            boolean last = i == entries.size() - 1;
            parameters.add(adopted.isDeclared() ? declared(entry) : undeclared(entry, last));
        }
        return parameters;
    }

    private static String declared(ProposedEntry entry) {
        return JavaTypes.parameter(entry) + " " + JavaNames.parameter(entry.name());
    }

    /** A parameter for a script that declares nothing: only the last one may be left out. */
    private static String undeclared(ProposedEntry entry, boolean last) {
        boolean key = entry.kind() == Declaration.Kind.KEY;
        boolean time = entry.type() == LuaType.Scalar.SECONDS || entry.type() == LuaType.Scalar.MILLISECONDS;
        boolean optional = entry.form() == Form.OPTIONAL && !last;
        String type = optional ? JavaTypes.argument(entry) : JavaTypes.parameter(entry);
        String mark = key ? "@Key " : time ? "@Arg(type = \"" + entry.type().notation() + "\") " : "";
        return mark + type + " " + JavaNames.parameter(entry.name());
    }

    private Optional<ProposedResult> known() {
        return adopted.proposal().result();
    }

    private Optional<LuaType.Tuple> parts() {
        return known().map(result -> adopted.returns() ? result.type() : JavaTypes.raw(result.type()))
                .filter(LuaType.Tuple.class::isInstance)
                .map(LuaType.Tuple.class::cast);
    }

    private String recordName() {
        return JavaNames.type(name) + "Result";
    }

    private String result() {
        if (known().isEmpty()) {
            return "Object";
        }
        ProposedResult result = known().get();
        if (parts().isPresent()) {
            return result.optional() ? "Optional<" + recordName() + ">" : recordName();
        }
        LuaType type = adopted.returns() ? result.type() : JavaTypes.raw(result.type());
        return result.optional() ? JavaTypes.optional(type) : JavaTypes.value(type);
    }

    /** The name of the entry that a part is, or its own one. */
    private String named(String part) {
        return adopted.entries().stream()
                .filter(entry -> entry.entry().equals(part))
                .map(ProposedEntry::name)
                .findFirst()
                .orElse(part.endsWith("]") ? "" : part);
    }

    private String record(LuaType.Tuple tuple) {
        List<String> names = known().map(ProposedResult::parts).orElse(List.of());
        Set<String> taken = new HashSet<>();
        List<String> components = new ArrayList<>();
        for (int i = 0; i < tuple.elements().size(); i++) {
            String shown = i < names.size() ? JavaNames.component(named(names.get(i))) : "_";
            String name = shown.equals("_") || !taken.add(shown) ? "value" + (i + 1) : shown;
            components.add(JavaTypes.value(tuple.elements().get(i)) + " " + name);
        }
        return INDENT + "record " + recordName() + "(" + String.join(", ", components) + ") {}";
    }
}
