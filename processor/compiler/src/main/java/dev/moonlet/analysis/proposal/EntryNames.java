package dev.moonlet.analysis.proposal;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.lua.Identifiers;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a script gives to entries: of a local, of a comment, of a parameter, of a field of a hash or of a table, of a local that
 * is calculated from it, in this order.
 */
final class EntryNames {

    /** Commands that set fields of a hash, whose names and values follow the key in turn. */
    private static final Set<String> SETTING = Set.of("HSET", "HMSET", "HSETNX");

    private static final Set<BinaryOperator> ARITHMETIC =
            EnumSet.of(BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY, BinaryOperator.DIVIDE);

    private final Map<Integer, String> locals = new HashMap<>();
    private final Map<Integer, String> parameters = new HashMap<>();
    private final Map<Integer, String> fields = new HashMap<>();
    private final Map<Integer, String> calculated = new HashMap<>();
    private final EntryComments comments;
    private final String table;

    private EntryNames(EntryComments comments, String table) {
        this.comments = comments;
        this.table = table;
    }

    /** The names of the entries of a table. */
    static EntryNames of(AnalyzedScript script, Entries entries, EntryComments comments, String table) {
        EntryNames names = new EntryNames(comments, table);
        names.readLocals(script, entries);
        script.functions().all().forEach(body -> names.readCalls(script, entries, body));
        script.commands().all().forEach(call -> names.readFields(call, entries));
        return names;
    }

    /** The name of an entry; empty if the script shows none. */
    Optional<String> of(int index) {
        return Optional.ofNullable(locals.get(index))
                .or(() -> comments.name(table, index))
                .or(() -> Optional.ofNullable(parameters.get(index)))
                .or(() -> Optional.ofNullable(fields.get(index)))
                .or(() -> Optional.ofNullable(calculated.get(index)))
                .filter(name -> !name.equals("_"));
    }

    private void readLocals(AnalyzedScript script, Entries entries) {
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                super.visit(node);
                for (int i = 0; i < node.names().size(); i++) {
                    Set<Integer> held = entries.local(node, i);
                    Set<Integer> shown = held.isEmpty() && i < node.values().size()
                            ? compared(node.values().get(i), entries)
                            : held;
                    String name = node.names().get(i).text();
                    shown.stream().filter(index -> shown.size() == 1).forEach(index -> locals.putIfAbsent(index, name));
                    if (shown.isEmpty() && i < node.values().size()) {
                        operand(node.values().get(i), entries).ifPresent(index -> calculated.putIfAbsent(index, name));
                    }
                }
            }

            @Override
            protected void visit(TableField field) {
                super.visit(field);
                Set<Integer> held = entries.of(field.value());
                if (field instanceof TableField.Named named && held.size() == 1) {
                    fields.putIfAbsent(held.iterator().next(), named.name().text());
                }
            }
        }.walk(script.chunk().block());
    }

    /** The entry in {@code ARGV[2] == '1'}. */
    private static Set<Integer> compared(Expression value, Entries entries) {
        return value instanceof Expression.Binary binary
                        && (binary.operator() == BinaryOperator.EQUAL || binary.operator() == BinaryOperator.NOT_EQUAL)
                        && (binary.right() instanceof Expression.Str || binary.right() instanceof Expression.Numeral)
                ? entries.of(binary.left())
                : Set.of();
    }

    /** The entry in {@code tonumber(ARGV[2]) * 1000}. */
    private static Optional<Integer> operand(Expression value, Entries entries) {
        if (!(value instanceof Expression.Binary binary) || !ARITHMETIC.contains(binary.operator())) {
            return Optional.empty();
        }
        boolean right = binary.left() instanceof Expression.Numeral;
        boolean constant = right || binary.right() instanceof Expression.Numeral;
        Set<Integer> operand = entries.of(right ? binary.right() : binary.left());
        return operand.stream().filter(index -> constant && operand.size() == 1).findFirst();
    }

    private void readCalls(AnalyzedScript script, Entries entries, FunctionBody body) {
        for (List<Expression> arguments : script.functions().calls(body)) {
            for (int i = 0; i < Math.min(arguments.size(), body.parameters().size()); i++) {
                Set<Integer> passed = entries.of(arguments.get(i));
                if (passed.size() == 1) {
                    parameters.putIfAbsent(
                            passed.iterator().next(), body.parameters().get(i).text());
                }
            }
        }
    }

    /** {@code redis.call('HSET', key, 'name', ARGV[3])} */
    private void readFields(CommandCall call, Entries entries) {
        List<CommandCall.Word> words = call.words();
        if (words.isEmpty()
                || !SETTING.contains(words.get(0).literal().orElse("").toUpperCase(Locale.ROOT))) {
            return;
        }
        for (int i = 2; i + 1 < words.size(); i += 2) {
            Optional<String> field = words.get(i).literal().filter(Identifiers::isName);
            Set<Integer> value = entries.of(words.get(i + 1).expression());
            if (field.isPresent() && value.size() == 1) {
                fields.putIfAbsent(value.iterator().next(), field.get());
            }
        }
    }
}
