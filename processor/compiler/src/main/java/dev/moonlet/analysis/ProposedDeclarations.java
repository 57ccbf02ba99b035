package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.NumberWords;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.link.LinkedChunk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The directives that a script could have that declares no keys and arguments, or no result: as far as its text shows what it
 * takes and returns. They are a proposal, which its author knows better.
 */
public final class ProposedDeclarations {

    /**
     * What a script shows of an entry.
     *
     * @param name the local that has it
     * @param type what it is made of it
     */
    private record Use(String name, LuaType type) {}

    private final LinkedChunk linked;
    private final ScriptSignature signature;
    private final AnalyzedScript script;
    private final Set<String> taken = new HashSet<>();

    private ProposedDeclarations(LinkedChunk linked, ScriptSignature signature) {
        this.linked = linked;
        this.signature = signature;
        this.script = AnalyzedScript.of(linked, signature);
    }

    /** The lines to add at the head of a linked script. */
    public static List<String> of(LinkedChunk linked, ScriptSignature signature) {
        ProposedDeclarations proposed = new ProposedDeclarations(linked, signature);
        List<String> lines = new ArrayList<>();
        if (signature.declarations().isEmpty()) {
            lines.addAll(proposed.entries(Declaration.Kind.KEY));
            lines.addAll(proposed.entries(Declaration.Kind.ARGUMENT));
        }
        if (signature.result().isEmpty()) {
            proposed.result().ifPresent(type -> lines.add("---@return " + type));
        }
        return lines;
    }

    private List<String> entries(Declaration.Kind kind) {
        boolean key = kind == Declaration.Kind.KEY;
        String table = key ? "KEYS" : "ARGV";
        EntryReads reads = EntryReads.of(linked, table);
        Map<Integer, Use> uses = uses(table);
        Map<Integer, LuaType> units = key ? Map.of() : numbers();
        Set<Integer> emptied = emptied(table);
        List<String> lines = new ArrayList<>();
        for (int index = 1; index <= reads.highest(); index++) {
            Use use = uses.get(index);
            String name = free(use == null ? (key ? "key" : "arg") + index : use.name());
            LuaType shown = use == null ? LuaType.Scalar.STRING : use.type();
            String type = key ? "" : " " + units.getOrDefault(index, shown).notation();
            String optional = reads.isTested(index) && (!key || mayEndAt(index, reads)) ? "?" : "";
            lines.add(
                    !key && emptied.contains(index)
                            ? "---@arg " + name + " string = ''"
                            : "---@" + (key ? "key " : "arg ") + name + type + optional);
        }
        if (reads.isOpen()) {
            lines.add(key ? "---@key " + free("keys") + "..." : "---@arg " + free("args") + " string...");
        }
        return lines;
    }

    /** Whether keys may be left out from one on: all behind it are asked for, and there are not any number of them. */
    private static boolean mayEndAt(int index, EntryReads reads) {
        return !reads.isOpen() && IntStream.rangeClosed(index, reads.highest()).allMatch(reads::isTested);
    }

    private String free(String wanted) {
        String name = wanted;
        for (int number = 2; !taken.add(Names.normalized(name)); number++) {
            name = wanted + number;
        }
        return name;
    }

    /** The locals that have entries of a table, by the index of the entry. */
    private Map<Integer, Use> uses(String table) {
        Map<Integer, Use> uses = new HashMap<>();
        Set<Variable> calculated = calculated();
        new Walker() {
            @Override
            protected void visit(Statement.Local node) {
                for (int i = 0; i < Math.min(node.names().size(), node.values().size()); i++) {
                    Expression value = node.values().get(i);
                    int index = entry(table, value);
                    if (index > 0) {
                        boolean number = script.bindings()
                                .variable(node.names().get(i))
                                .filter(calculated::contains)
                                .isPresent();
                        LuaType type = number ? LuaType.Scalar.NUMBER : type(value);
                        uses.putIfAbsent(index, new Use(node.names().get(i).text(), type));
                    }
                }
                super.visit(node);
            }
        }.walk(linked.chunk().block());
        return uses;
    }

    /** The locals that are calculated with. */
    private Set<Variable> calculated() {
        Set<Variable> calculated = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                switch (node.operator()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
                        add(node.left());
                        add(node.right());
                    }
                    default -> {}
                }
                super.visit(node);
            }

            private void add(Expression operand) {
                if (operand instanceof Expression.Variable variable) {
                    script.bindings().variable(variable).ifPresent(calculated::add);
                }
            }
        }.walk(linked.chunk().block());
        return calculated;
    }

    /** The entries that the script compares with the empty string, which is what it takes for nothing. */
    private Set<Integer> emptied(String table) {
        Set<Integer> emptied = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                if (node.operator() == BinaryOperator.EQUAL || node.operator() == BinaryOperator.NOT_EQUAL) {
                    add(node.left(), node.right());
                    add(node.right(), node.left());
                }
            }

            private void add(Expression value, Expression other) {
                if (other instanceof Expression.Str text && text.value().isEmpty()) {
                    emptied.add(entry(table, script.definitions().resolved(value)));
                }
            }
        }.walk(linked.chunk().block());
        return emptied;
    }

    /** The index of the entry that a value is, decoded or with a default; 0 if it is something else. */
    private int entry(String table, Expression value) {
        if (value instanceof Expression.Parenthesized parenthesized) {
            return entry(table, parenthesized.inner());
        }
        if (value instanceof Expression.Call call && call.arguments().size() == 1 && isDecoding(call)) {
            return entry(table, call.arguments().get(0));
        }
        if (value instanceof Expression.Binary binary && binary.operator() == BinaryOperator.OR) {
            return entry(table, binary.left());
        }
        return value instanceof Expression.Index index
                        && script.bindings().isGlobal(index.object(), table)
                        && index.key() instanceof Expression.Numeral numeral
                ? (int) numeral.value()
                : 0;
    }

    private boolean isDecoding(Expression.Call call) {
        return script.bindings().isGlobal(call.callee(), "tonumber")
                || script.bindings().isGlobal(call.callee(), "tostring")
                || isMemberOf(call, "cjson")
                || isMemberOf(call, "cmsgpack");
    }

    private boolean isMemberOf(Expression.Call call, String library) {
        return call.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), library);
    }

    private LuaType type(Expression value) {
        if (value instanceof Expression.Binary binary) {
            return type(binary.left());
        }
        if (value instanceof Expression.Call call) {
            if (script.bindings().isGlobal(call.callee(), "tonumber")) {
                return LuaType.Scalar.NUMBER;
            }
            if (isMemberOf(call, "cjson")) {
                return LuaType.Scalar.JSON;
            }
            if (isMemberOf(call, "cmsgpack")) {
                return LuaType.Scalar.MSGPACK;
            }
        }
        return LuaType.Scalar.STRING;
    }

    /** The arguments that commands take as whole numbers, and as times. */
    private Map<Integer, LuaType> numbers() {
        Map<Integer, LuaType> types = new HashMap<>();
        for (CommandCall call : script.commands().all()) {
            NumberWords.of(call.literals()).ifPresent(word -> {
                Expression value = call.words().get(word.place()).expression();
                int index = entry("ARGV", script.definitions().resolved(value));
                LuaType type =
                        switch (word.meaning()) {
                            case SECONDS -> LuaType.Scalar.SECONDS;
                            case MILLISECONDS -> LuaType.Scalar.MILLISECONDS;
                            case NUMBER -> LuaType.Scalar.INTEGER;
                        };
                types.put(index, type);
            });
        }
        return types;
    }

    /** The type of the result, if the script shows it. */
    private Optional<String> result() {
        int kinds = signature.result().isEmpty() && !script.results().empty().isEmpty() ? ValueType.NIL : 0;
        boolean fraction = false;
        for (ResultValue value : script.results().values()) {
            if (!value.what().equals(ResultValues.RESULT)) {
                continue;
            }
            ValueType type = script.types().of(value.value());
            if (type.kinds() == ValueType.ALL || type.can(ValueType.TABLE | ValueType.OTHER | ValueType.FUNCTION)) {
                return Optional.empty();
            }
            kinds |= type.kinds();
            fraction |= type.can(ValueType.NUMBER) && Fractions.canHaveFraction(script, value.value());
        }
        int present = kinds & ~ValueType.FALSY;
        String optional = (kinds & ValueType.FALSY) == 0 ? "" : "?";
        return switch (present) {
            case ValueType.NUMBER -> Optional.of((fraction ? "number" : "integer") + optional);
            case ValueType.STRING -> Optional.of("string" + optional);
            case ValueType.STATUS -> Optional.of("status" + optional);
            case ValueType.TRUE -> Optional.of("boolean");
            default -> Optional.empty();
        };
    }
}
