package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.CommandTable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks the names of commands that are not written in their calls: one of several, joined from parts, or taken from a table. */
final class CommandNames {

    /** Values of values are looked into no further. */
    private static final int MAX_DEPTH = 3;

    private final AnalyzedScript script;
    private final Consumer<Diagnostic> findings;
    private final Set<Variable> mentioned;

    /** Found when it is needed. */
    private @Nullable Set<String> compared;

    CommandNames(AnalyzedScript script, Consumer<Diagnostic> findings) {
        this.script = script;
        this.findings = findings;
        this.mentioned = MentionedLocals.of(script);
    }

    /** Checks the name that a call gives, unless conditions may have chosen it. */
    void check(CommandCall call) {
        if (call.words().isEmpty() || call.words().get(0).literal().isPresent() || call.caught()) {
            return;
        }
        Expression name = call.words().get(0).expression();
        if (!isAsked(name)) {
            name(call, name, false, 0);
        }
    }

    /** Whether conditions may tell that it is no command; that it is none of a table at all is another question. */
    private boolean isAsked(Expression name) {
        Expression value = script.definitions().resolved(name);
        if (chosenFrom(value).isEmpty()) {
            return MentionedLocals.contain(script, name, mentioned);
        }
        return isCompared(name) || isCompared(((Expression.Index) value).key());
    }

    private boolean isCompared(Expression value) {
        if (compared == null) {
            compared = compared(script);
        }
        return compared.contains(script.text(value));
    }

    /** The locals and elements, as they are written, that conditions mention otherwise than by asking whether there is something. */
    private static Set<String> compared(AnalyzedScript script) {
        Set<String> found = new HashSet<>();
        Walker mentions = new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                found.add(node.name());
            }

            @Override
            protected void visit(Expression.Index node) {
                found.add(script.text(node));
                super.visit(node);
            }
        };
        new ConditionWalker() {
            @Override
            protected void condition(Expression condition) {
                boolean alone = condition instanceof Expression.Variable
                        || (condition instanceof Expression.Unary not && not.operand() instanceof Expression.Variable);
                if (!alone) {
                    mentions.walk(condition);
                }
            }
        }.walk(script.chunk().block());
        return found;
    }

    /** The name of a command that is one of several, or is joined from parts. */
    private void name(CommandCall call, Expression name, boolean chosen, int depth) {
        Expression value = script.definitions().resolved(name);
        if (depth > MAX_DEPTH) {
            return;
        }
        if (value instanceof Expression.Str text) {
            if (!CommandTable.get().names().contains(text.value().toUpperCase(Locale.ROOT))
                    && script.places().isCopied(text.start())
                    && text.value().indexOf('.') < 0 // commands of modules have a point
                    && (!chosen || isMisspelt(text.value()) || isWrittenOnce(text))) {
                String message = "there is no command \"" + text.value() + "\"";
                Diagnostic found = chosen && !isMisspelt(text.value())
                        ? script.warning(CommandCheck.UNKNOWN, message, text)
                        : CommandCheck.report(script, call, CommandCheck.UNKNOWN, message, text);
                findings.accept(SpellChecker.nearest(
                                text.value().toUpperCase(Locale.ROOT),
                                CommandTable.get().names())
                        .map(near -> found.hint(SpellChecker.question(near)))
                        .orElse(found));
            }
        } else if (value instanceof Expression.Binary choice && choice.operator() == BinaryOperator.OR) {
            name(call, choice.left(), chosen, depth + 1);
            name(call, choice.right(), chosen, depth + 1);
        } else if (value instanceof Expression.Binary both && both.operator() == BinaryOperator.AND) {
            name(call, both.right(), chosen, depth + 1);
        } else if (value instanceof Expression.Binary joined && joined.operator() == BinaryOperator.CONCAT) {
            Expression first = joined.left();
            while (first instanceof Expression.Binary inner && inner.operator() == BinaryOperator.CONCAT) {
                first = inner.left();
            }
            if (first instanceof Expression.Str text
                    && text.value().strip().length() < text.value().length()) {
                findings.accept(CommandCheck.report(
                                script,
                                call,
                                CommandCheck.UNKNOWN,
                                "no command has a blank in its name, as \"" + text.value() + "\"",
                                first)
                        .hint("each word is a separate argument"));
            }
        } else {
            List<Expression> values = loopedOver(value)
                    .or(() -> chosenFrom(value))
                    .map(script.definitions()::resolved)
                    .filter(Expression.Table.class::isInstance)
                    .map(list -> written((Expression.Table) list))
                    .orElseGet(() -> script.definitions().alternatives(value));
            boolean some = chosen || chosenFrom(value).isPresent();
            if (chosenFrom(value).isPresent() && isCompared(((Expression.Index) value).key())) {
                return;
            }
            if (!some || areCommands(values)) {
                values.forEach(one -> name(call, one, some, depth + 1));
            }
        }
    }

    /** The list that a loop goes through whose element a name is, and that nothing changes. */
    private Optional<Expression> loopedOver(Expression name) {
        return name instanceof Expression.Variable element
                ? script.bindings()
                        .variable(element)
                        .filter(local -> local.kind() == Variable.Kind.LOOP)
                        .flatMap(local -> script.definitions().list(element))
                        .filter(script.definitions()::isUnchanged)
                : Optional.empty();
    }

    /** Whether all values of a table are meant as names of commands: all in one case, and all but one the name of one. */
    private boolean areCommands(List<Expression> values) {
        List<String> names = values.stream()
                .map(script.definitions()::resolved)
                .filter(Expression.Str.class::isInstance)
                .map(value -> ((Expression.Str) value).value())
                .toList();
        long known = names.stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .filter(CommandTable.get().names()::contains)
                .count();
        boolean upper = names.stream().allMatch(name -> name.equals(name.toUpperCase(Locale.ROOT)));
        boolean lower = names.stream().allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
        return names.size() == values.size() && known > 1 && known >= names.size() - 1 && (upper || lower);
    }

    /** Of a table, other code may take what is no command at all; what is nearly the name of one is meant as one. */
    private static boolean isMisspelt(String name) {
        return SpellChecker.nearest(
                        name.toUpperCase(Locale.ROOT), CommandTable.get().names())
                .isPresent();
    }

    /** Whether nothing in the script is compared with a word. */
    private boolean isWrittenOnce(Expression.Str word) {
        String all = script.chunk().file().text();
        String written = script.text(word);
        return all.indexOf(written) == all.lastIndexOf(written);
    }

    /** The table of which a name is one value: {@code commands[kind]}. */
    private Optional<Expression> chosenFrom(Expression name) {
        return name instanceof Expression.Index element
                        && element.object() instanceof Expression.Variable table
                        && !(element.key() instanceof Expression.Numeral || element.key() instanceof Expression.Str)
                        && script.bindings()
                                .variable(table)
                                .filter(local -> script.bindings().reads(local) == 1)
                                .isPresent()
                ? Optional.of(element.object()).filter(script.definitions()::isUnchanged)
                : Optional.empty();
    }

    private static List<Expression> written(Expression.Table list) {
        return list.fields().stream().map(TableField::value).toList();
    }
}
