package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The calls of commands in a script: {@code redis.call} and {@code redis.pcall}, also by another name, from a table, through
 * {@code pcall}, or in a function that passes its arguments on.
 */
public final class CommandCalls {

    /** Servers write larger numbers with an exponent, or not as people do. */
    private static final double LARGEST = 1e15;

    /** Functions in functions are followed no further. */
    private static final int MAX_STEPS = 10;

    /** Longer lists are not read for each call that gets them. */
    private static final int MAX_UNPACKED = 100;

    private final Bindings bindings;
    private final Definitions definitions;
    private final ScriptFunctions functions;
    private final StoredValues stored;
    private final SingleValues single;
    private final ServerMembers members;
    private final CommandWrappers wrappers;
    private final IdentityHashMap<Expression, CommandCall> calls = new IdentityHashMap<>();

    private final List<CommandCall> ordered = new ArrayList<>();

    /** What a callee is: the function that runs a command, or one that calls it with other words. */
    private record Runner(boolean caught, Optional<CommandWrappers.Wrapper> wrapper) {}

    private CommandCalls(
            Bindings bindings,
            Definitions definitions,
            ScriptFunctions functions,
            StoredValues stored,
            SingleValues single) {
        this.bindings = bindings;
        this.definitions = definitions;
        this.functions = functions;
        this.stored = stored;
        this.single = single;
        this.members = new ServerMembers(bindings, definitions);
        this.wrappers = new CommandWrappers(bindings, definitions, members);
    }

    static CommandCalls of(
            Block chunk,
            Bindings bindings,
            Definitions definitions,
            ScriptFunctions functions,
            StoredValues stored,
            SingleValues single) {
        CommandCalls found = new CommandCalls(bindings, definitions, functions, stored, single);
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                found.call(node, 0).ifPresent(call -> {
                    found.calls.put(node, call);
                    found.ordered.add(call);
                });
                super.visit(node);
            }
        }.walk(chunk);
        return found;
    }

    /** All of them, in the order of the text. */
    public List<CommandCall> all() {
        return List.copyOf(ordered);
    }

    /** The call of a command that an expression is. */
    public Optional<CommandCall> at(Expression expression) {
        return Optional.ofNullable(calls.get(expression));
    }

    private Optional<CommandCall> call(Expression.Call node, int step) {
        if (step > MAX_STEPS) {
            return Optional.empty();
        }
        boolean isProtected =
                bindings.isGlobal(node.callee(), "pcall") && !node.arguments().isEmpty();
        Expression callee = isProtected ? node.arguments().get(0) : node.callee();
        List<Expression> arguments =
                isProtected ? node.arguments().subList(1, node.arguments().size()) : node.arguments();
        Optional<Runner> runner = runner(callee);
        if (runner.isEmpty()) {
            return Optional.empty();
        }
        boolean caught = isProtected || runner.get().caught();
        Optional<CommandWrappers.Wrapper> wrapper = runner.get().wrapper();
        if (wrapper.isEmpty()) {
            return Optional.of(withWords(node, arguments, caught, isProtected));
        }
        return call(wrapper.get().inner(), step + 1)
                .map(inner -> passedOn(node, arguments, wrapper.get(), inner, caught || isProtected, isProtected));
    }

    private CommandCall withWords(Expression node, List<Expression> arguments, boolean caught, boolean guarded) {
        List<CommandCall.Word> words = new ArrayList<>();
        List<CommandCall.Word> following = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < arguments.size(); i++) {
            Optional<Expression.Table> list = i == arguments.size() - 1 ? unpacked(arguments.get(i)) : Optional.empty();
            if (list.isPresent()) {
                list.get().fields().forEach(field -> words.add(word(field.value())));
            } else if (i == arguments.size() - 1 && single.canBeSeveral(arguments.get(i))) {
                open = filled(arguments.get(i), words, following);
            } else {
                words.add(word(arguments.get(i)));
            }
        }
        return new CommandCall(node, words, open, caught, guarded, following);
    }

    /**
     * Reads what the script puts into a list that {@code unpack} is given.
     *
     * @param words gets what certainly comes first
     * @param following gets the rest
     * @return whether there may be more than the words
     */
    private boolean filled(Expression argument, List<CommandCall.Word> words, List<CommandCall.Word> following) {
        Optional<StoredValues.Content> list = definitions
                .listOf(argument, Definitions.UNPACKING)
                .flatMap(stored::of)
                .filter(content -> !content.isOpen() && content.elements().size() <= MAX_UNPACKED)
                .filter(content -> content.elements().stream()
                                .allMatch(element -> element.key().isEmpty())
                        || content.elements().stream()
                                .allMatch(element ->
                                        element.key().filter(this::isCounter).isPresent()));
        if (list.isEmpty()) {
            return true;
        }
        boolean certain = true;
        boolean known = true;
        for (StoredValues.Element element : list.get().elements()) {
            boolean behind = element.behind() && element.value().start() < argument.start();
            known &= !behind || isCertain(element.value());
            certain &= behind && known;
            (certain ? words : following).add(word(element.value()));
        }
        if (!known) {
            following.clear(); // how many words come before is not known
        }
        return !certain;
    }

    /** {@code keys[i] = key} in a loop that counts {@code i}. */
    private boolean isCounter(Expression key) {
        return key instanceof Expression.Variable name
                && bindings.variable(name)
                        .filter(local -> local.kind() == Variable.Kind.LOOP)
                        .isPresent();
    }

    /** Whether a value is one value that is there. */
    private boolean isCertain(Expression value) {
        Expression resolved = definitions.resolved(value);
        return resolved instanceof Expression.Str
                || resolved instanceof Expression.Numeral
                || resolved instanceof Expression.Index
                || (resolved instanceof Expression.Call call
                        && members.isCall(
                                definitions.resolved(call.callee()))) // false, and not nil, for what is not there
                || (resolved instanceof Expression.Binary binary && isOneValue(binary))
                || (resolved instanceof Expression.Variable && resolved.start() == value.start());
    }

    /** What operators give is there, but for {@code and}, and for {@code or} in front of what may not be. */
    private boolean isOneValue(Expression.Binary binary) {
        return switch (binary.operator()) {
            case AND -> false;
            case OR -> isCertain(binary.right());
            default -> true;
        };
    }

    /** The list that {@code unpack} is given, if it is written, and nothing else is put into it. */
    private Optional<Expression.Table> unpacked(Expression argument) {
        return definitions
                .listOf(argument, Definitions.UNPACKING)
                .filter(definitions::isUnchanged)
                .map(definitions::resolved)
                .filter(Expression.Table.class::isInstance)
                .map(Expression.Table.class::cast)
                .filter(table -> table.fields().size() <= MAX_UNPACKED
                        && table.fields().stream().allMatch(TableField.Positional.class::isInstance))
                .filter(table -> table.fields().isEmpty()
                        || isThere(table.fields().get(table.fields().size() - 1).value()));
    }

    /** Whether the last element of a list is one value that is there: behind it, a list has no end that is certain. */
    private boolean isThere(Expression last) {
        Expression value = definitions.resolved(last);
        return !single.canBeSeveral(last)
                && !(value instanceof Expression.Nil)
                && !(value instanceof Expression.Variable);
    }

    /** The call that a function makes, with the arguments that it is given here. */
    private CommandCall passedOn(
            Expression node,
            List<Expression> arguments,
            CommandWrappers.Wrapper wrapper,
            CommandCall inner,
            boolean caught,
            boolean isProtected) {
        FunctionBody body = wrapper.body();
        boolean guarded = isProtected || inner.guarded();
        CommandCall given = withWords(node, arguments, caught, guarded);
        List<CommandCall.Word> words = new ArrayList<>();
        for (CommandCall.Word word : inner.words()) {
            int parameter = parameter(word.expression(), body);
            if (parameter < 0) {
                words.add(word);
            } else if (parameter < given.words().size()) {
                words.add(given.words().get(parameter));
            } else {
                return new CommandCall(node, words, true, caught, guarded);
            }
        }
        List<Expression> passed = wrapper.inner().arguments();
        boolean all = inner.open() && body.vararg() && !passed.isEmpty() && isRest(passed.get(passed.size() - 1));
        if (all) {
            int first = Math.min(body.parameters().size(), given.words().size());
            words.addAll(given.words().subList(first, given.words().size()));
        }
        return new CommandCall(node, words, all ? given.open() : inner.open(), caught || inner.caught(), guarded);
    }

    /** {@code ...}, or {@code unpack(args)} with {@code local args = { ... }}. */
    private boolean isRest(Expression last) {
        return last instanceof Expression.Vararg
                || definitions
                        .listOf(last, Definitions.UNPACKING)
                        .filter(definitions::isUnchanged)
                        .map(definitions::resolved)
                        .filter(list -> list instanceof Expression.Table table
                                && table.fields().size() == 1
                                && table.fields().get(0) instanceof TableField.Positional
                                && table.fields().get(0).value() instanceof Expression.Vararg)
                        .isPresent();
    }

    private int parameter(Expression expression, FunctionBody body) {
        Optional<Variable> variable = expression instanceof Expression.Variable reference
                ? bindings.variable(reference).filter(found -> bindings.writes(found) == 0)
                : Optional.empty();
        for (int i = 0; variable.isPresent() && i < body.parameters().size(); i++) {
            Name name = body.parameters().get(i);
            if (bindings.variable(name).equals(variable)) {
                return i;
            }
        }
        return -1;
    }

    private CommandCall.Word word(Expression expression) {
        Expression resolved = definitions.followed(expression);
        if (resolved instanceof Expression.Str text) {
            return new CommandCall.Word(expression, Optional.of(text.value()));
        }
        return new CommandCall.Word(
                expression,
                number(resolved)
                        .filter(value -> value == Math.rint(value))
                        .map(value -> String.valueOf(value.longValue())));
    }

    /** The number that an expression is, if it is one that is sent as it is written. */
    private static Optional<Double> number(Expression expression) {
        if (expression instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NEGATE) {
            return number(unary.operand()).map(value -> -value);
        }
        return expression instanceof Expression.Numeral numeral
                ? Optional.of(numeral.value()).filter(value -> Math.abs(value) < LARGEST)
                : Optional.empty();
    }

    private Optional<Runner> runner(Expression callee) {
        Expression resolved = definitions.resolved(callee);
        if (resolved instanceof Expression.Member field) {
            resolved = functions.field(field).map(definitions::resolved).orElse(resolved);
        }
        if (resolved instanceof Expression.Binary choice) {
            return chosen(choice);
        }
        Optional<String> member = members.of(resolved);
        if (member.isPresent()) {
            return switch (member.get()) {
                case "call" -> Optional.of(new Runner(false, Optional.empty()));
                case "pcall" -> Optional.of(new Runner(true, Optional.empty()));
                default -> Optional.empty();
            };
        }
        return functions.at(callee).flatMap(wrappers::of).map(wrapper -> new Runner(false, Optional.of(wrapper)));
    }

    /** {@code strict and redis.call or redis.pcall}, whose errors may be caught. */
    private Optional<Runner> chosen(Expression.Binary choice) {
        if (choice.operator() != BinaryOperator.OR) {
            return Optional.empty();
        }
        Expression first = choice.left() instanceof Expression.Binary both && both.operator() == BinaryOperator.AND
                ? both.right()
                : choice.left();
        Set<String> names = Stream.of(first, choice.right())
                .map(definitions::resolved)
                .map(one -> members.of(one).orElse(""))
                .collect(Collectors.toSet());
        return Set.of("call", "pcall").containsAll(names)
                ? Optional.of(new Runner(names.contains("pcall"), Optional.empty()))
                : Optional.empty();
    }
}
