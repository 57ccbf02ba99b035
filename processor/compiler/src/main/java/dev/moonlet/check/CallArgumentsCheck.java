package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CallTypes;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.link.CalledScripts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A script is called with other keys and arguments than it declares. */
final class CallArgumentsCheck implements Check {

    private static final String CODE = "call-arguments";
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+|0[xX]\\p{XDigit}+)(?:[eE][-+]?\\d+)?");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (script.called().isEmpty()) {
            return;
        }
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                check(script, node, node.callee(), node.arguments(), findings);
                if (script.bindings().isGlobal(node.callee(), "pcall")
                        && !node.arguments().isEmpty()) {
                    List<Expression> all = node.arguments();
                    check(script, node, all.get(0), all.subList(1, all.size()), findings);
                }
            }
        }.walk(script.chunk().block());
    }

    private static void check(
            AnalyzedScript script,
            Expression.Call call,
            Expression function,
            List<Expression> arguments,
            Consumer<Diagnostic> findings) {
        Optional<CalledScripts.Called> found = script.called(function);
        if (found.isEmpty() || found.get().signature().declarations().isEmpty()) {
            return;
        }
        CalledScripts.Called called = found.get();
        if (called.signature().shard().isPresent()) {
            findings.accept(script.error(
                            CODE,
                            "script \"" + called.name()
                                    + "\" has the hash tag of a shard, and can't be called by scripts",
                            function)
                    .hint("move what both need into a file that they include"));
            return;
        }
        List<Declaration> keys = called.signature().keys().stream()
                .filter(key -> !key.isComputed())
                .toList();
        Entries entries = new Entries(script, call, arguments, called, findings);
        entries.check(0, "key", keys);
        entries.check(1, "argument", called.signature().arguments());
    }

    /** What a call gives a script for its {@code KEYS}, or for its {@code ARGV}. */
    private record Entries(
            AnalyzedScript script,
            Expression.Call call,
            List<Expression> arguments,
            CalledScripts.Called called,
            Consumer<Diagnostic> findings) {

        void check(int place, String what, List<Declaration> declared) {
            boolean open = !arguments.isEmpty()
                    && arguments.size() <= place + 1
                    && CallTypes.isMultiple(arguments.get(arguments.size() - 1), script.bindings());
            if (place >= arguments.size()) {
                if (!open) {
                    count(call, what, 0, declared);
                }
                return;
            }
            Expression given = arguments.get(place);
            ValueType type = script.types().of(given);
            if (type.isOnly(ValueType.STRING | ValueType.NUMBER | ValueType.BOOLEAN)) {
                findings.accept(script.error(CODE, "the " + what + "s of a script are given in a table", given)
                        .hint(what.equals("key") ? "CALL.script({ keys }, { arguments })" : "{ … }"));
                return;
            }
            if (type.isOnly(ValueType.NIL)) {
                count(given, what, 0, declared);
            } else if (script.definitions().resolved(given) instanceof Expression.Table table
                    && (script.definitions().isUnchanged(given)
                            || script.definitions().isUntouched(given))) {
                entries(given, table, what, declared);
            }
        }

        private void entries(Expression given, Expression.Table table, String what, List<Declaration> declared) {
            List<TableField> fields = table.fields();
            if (!fields.stream().allMatch(TableField.Positional.class::isInstance)) {
                return;
            }
            boolean open = !fields.isEmpty()
                    && CallTypes.isMultiple(fields.get(fields.size() - 1).value(), script.bindings());
            if (!open) {
                count(given, what, fields.size(), declared);
            }
            for (int i = 0; i < fields.size() - (open ? 1 : 0) && i < declared.size(); i++) {
                if (declared.get(i).rest()) {
                    return; // what is behind it depends on how many there are
                }
                value(fields.get(i).value(), declared.get(i));
            }
        }

        private void count(Node place, String what, int given, List<Declaration> declared) {
            boolean rest = declared.stream().anyMatch(Declaration::rest);
            Optional<Declaration> missing = declared.stream()
                    .filter(declaration -> !declaration.rest())
                    .skip(given)
                    .filter(declaration -> !declaration.isOptional())
                    .findFirst();
            if (missing.isPresent()) {
                findings.accept(script.error(
                                CODE,
                                "script \"" + called.name() + "\" is called without its " + what + " \""
                                        + missing.get().name() + "\"",
                                place)
                        .hint(declares(what, declared)));
            } else if (given > declared.size() && !rest) {
                Diagnostic found = script.warning(
                        CODE,
                        "script \"" + called.name() + "\" is called with " + given + " " + what
                                + (given == 1 ? "" : "s") + ", and declares "
                                + (declared.isEmpty() ? "none" : String.valueOf(declared.size())),
                        place);
                findings.accept(declared.isEmpty() ? found : found.hint(declares(what, declared)));
            }
        }

        private static String declares(String what, List<Declaration> declared) {
            return "its " + what + "s are "
                    + String.join(
                            ", ",
                            declared.stream()
                                    .map(declaration -> declaration.name()
                                            + (declaration.kind() == Declaration.Kind.KEY
                                                    ? ""
                                                    : " " + declaration.notation()))
                                    .toList());
        }

        /** Compares a value with the type of what it is given for. */
        private void value(Expression value, Declaration declaration) {
            ValueType type = script.types().of(value);
            int fitting = fitting(declaration.type().present()) | (declaration.isOptional() ? ValueType.NIL : 0);
            Optional<String> odd =
                    odd(script.definitions().resolved(value), declaration.type().present());
            if (!type.can(fitting) || odd.isPresent()) {
                findings.accept(script.error(
                                CODE,
                                declaration.kind() + " \"" + declaration.name() + "\" of script \"" + called.name()
                                        + "\" is "
                                        + (declaration.kind() == Declaration.Kind.KEY
                                                ? "a string"
                                                : declaration.notation())
                                        + ", and this is "
                                        + odd.orElseGet(type::inWords),
                                value)
                        .hint("pass what is declared"));
            }
        }

        /** What is wrong with a literal whose kind fits a type; empty if nothing is. */
        private static Optional<String> odd(Expression value, LuaType type) {
            if (value instanceof Expression.Numeral number
                    && number.value() != Math.rint(number.value())
                    && (type == LuaType.Scalar.INTEGER || type == LuaType.Scalar.INT64)) {
                return Optional.of("a fraction");
            }
            if (!(value instanceof Expression.Str text)) {
                return Optional.empty();
            }
            String digits = text.value().strip();
            if (isNumber(type) && !NUMBER.matcher(digits).matches()) {
                return Optional.of("a string that is not a number");
            }
            if (type == LuaType.Scalar.INT64 && !digits.matches("-?\\d+")) {
                return Optional.of("a string of other characters than digits");
            }
            return type == LuaType.Scalar.BOOLEAN && !digits.matches("[01]")
                    ? Optional.of("a string other than \"1\" and \"0\"")
                    : Optional.empty();
        }

        private static boolean isNumber(LuaType type) {
            return type == LuaType.Scalar.INTEGER
                    || type == LuaType.Scalar.NUMBER
                    || type == LuaType.Scalar.MILLISECONDS
                    || type == LuaType.Scalar.SECONDS;
        }

        /** What a called script can take for a type: strings also for what a caller in Java sends as one. */
        private static int fitting(LuaType type) {
            if (!(type instanceof LuaType.Scalar scalar)) {
                return ValueType.TABLE | ValueType.STRING | ValueType.OTHER;
            }
            return switch (scalar) {
                case STRING, INT64, INTEGER, NUMBER, MILLISECONDS, SECONDS -> ValueType.STRING | ValueType.NUMBER;
                case BOOLEAN -> ValueType.BOOLEAN | ValueType.STRING;
                case STATUS, JSON, MSGPACK, ANY, NIL -> ValueType.ALL;
            };
        }
    }
}
