package dev.moonlet.analysis;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.Commands;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys that a script may know to exist, because it read them or wrote to them before: scripts are atomic. Two keys are
 * the same if their expressions are the same and use only locals that never change.
 */
public final class KnownKeys {

    private final String text;
    private final Bindings bindings;
    private final Definitions definitions;
    private final CommandCalls commands;
    private final ScriptFunctions functions;

    /** Where other values are assigned to locals. */
    private final Map<Variable, List<Integer>> writes;

    /** Where the calls begin whose replies are ignored. */
    private final Set<Integer> ignored;

    /** By key: whether it is known to be there from an offset on. */
    private final Map<String, NavigableMap<Integer, Boolean>> told = new HashMap<>();

    /** Where a script asks for a key. */
    private final Map<String, NavigableSet<Integer>> asked = new HashMap<>();

    private KnownKeys(
            String text,
            Bindings bindings,
            Definitions definitions,
            CommandCalls commands,
            ScriptFunctions functions,
            Set<Integer> ignored,
            Map<Variable, List<Integer>> writes) {
        this.writes = writes;
        this.ignored = ignored;
        this.text = text;
        this.commands = commands;
        this.functions = functions;
        this.bindings = bindings;
        this.definitions = definitions;
    }

    static KnownKeys of(
            Chunk chunk, Bindings bindings, Definitions definitions, CommandCalls commands, ScriptFunctions functions) {
        Set<Integer> ignored = new HashSet<>();
        Map<Variable, List<Integer>> writes = new HashMap<>();
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                super.visit(node);
                node.targets().stream()
                        .filter(Expression.Variable.class::isInstance)
                        .flatMap(target -> bindings.variable((Expression.Variable) target).stream())
                        .forEach(local -> writes.computeIfAbsent(local, first -> new ArrayList<>())
                                .add(node.start()));
            }

            @Override
            protected void visit(Statement.Call node) {
                ignored.add(node.call().start());
                super.visit(node);
            }
        }.walk(chunk.block());
        KnownKeys keys =
                new KnownKeys(chunk.file().text(), bindings, definitions, commands, functions, ignored, writes);
        commands.all().forEach(keys::read);
        return keys;
    }

    private void read(CommandCall call) {
        Optional<String> command =
                call.words().isEmpty() ? Optional.empty() : call.words().get(0).literal();
        if (command.isEmpty()) {
            return;
        }
        int member = Commands.memberPlace(command.get());
        if (member > 0 && member < call.words().size()) {
            boolean isKnown = Commands.keyEffect(command.get())
                    .filter(effect -> effect == Commands.KeyEffect.MAY_REMOVE)
                    .isEmpty();
            identity(call, member).ifPresent(found -> tell(found, call.node().start(), isKnown));
        }
        if (Commands.tellsByReply(command.get()) && ignored.contains(call.node().start())) {
            return;
        }
        if (call.words().size() > 1 && ASKING.contains(command.get().toUpperCase(Locale.ROOT))) {
            identity(call.words().get(1).expression())
                    .ifPresent(key -> asked.computeIfAbsent(key, first -> new TreeSet<>())
                            .add(call.node().start()));
        }
        for (int place = 2; place < call.words().size(); place++) {
            if (Commands.makesKey(command.get(), place)) {
                identity(call.words().get(place).expression())
                        .ifPresent(found -> tell(found, call.node().start(), true));
            }
        }
        int last = Commands.hasKeysAlone(command.get())
                ? call.words().size()
                : Math.min(2, call.words().size());
        Commands.keyEffect(command.get())
                .ifPresent(effect -> call.words().subList(1, last).forEach(key -> {
                    boolean isKnown = effect == Commands.KeyEffect.PRESENCE_KNOWN;
                    identity(key.expression())
                            .ifPresent(found -> tell(found, call.node().start(), isKnown));
                    given(key.expression())
                            .forEach(given -> identity(given).ifPresent(found -> tell(found, given.start(), isKnown)));
                }));
    }

    /** Commands whose replies say whether a key is there. */
    private static final Set<String> ASKING =
            Set.of("EXISTS", "HEXISTS", "HLEN", "LLEN", "PTTL", "SCARD", "STRLEN", "TTL", "TYPE", "ZCARD");

    private void tell(String identity, int from, boolean isKnown) {
        told.computeIfAbsent(identity, unused -> new TreeMap<>()).put(from, isKnown);
    }

    /** What calls of a function give it as a key. */
    private List<Expression> given(Expression key) {
        return key instanceof Expression.Variable parameter
                ? bindings.variable(parameter).map(functions::given).orElse(List.of())
                : List.of();
    }

    /** Whether a reply is of a key that is known to be there where the reply is asked for. */
    public boolean areThereFor(Expression reply) {
        return functions
                        .callOf(reply)
                        .filter(call -> areThereFromFunction(call, functions.followed(reply)))
                        .isPresent()
                || functions
                        .onlyValue(definitions.followed(reply))
                        .filter(value -> areThereFromFunction((Expression.Call) definitions.followed(reply), value))
                        .isPresent()
                || areThereInPlace(reply);
    }

    /** The same for what a function makes of a reply: its key is what it is given. */
    private boolean areThereFromFunction(Expression.Call call, Expression value) {
        Expression reply = unconverted(definitions.resolved(value));
        Expression list = reply instanceof Expression.Index element ? definitions.resolved(element.object()) : reply;
        if (commands.at(list).filter(command -> isMemberTold(call, command)).isPresent()) {
            return true;
        }
        return commands.at(list)
                .filter(command -> command.words().size() > 1)
                .flatMap(command -> given(call, command.words().get(1).expression()))
                .flatMap(this::identity)
                .map(told::get)
                .map(offsets -> offsets.lowerEntry(call.start()))
                .filter(Map.Entry::getValue)
                .isPresent();
    }

    /** Whether a script asked for a member before, or set it, that a function is given. */
    private boolean isMemberTold(Expression.Call call, CommandCall command) {
        int member = command.words().isEmpty()
                ? 0
                : command.words().get(0).literal().map(Commands::memberPlace).orElse(0);
        if (member == 0 || member >= command.words().size()) {
            return false;
        }
        Expression key = command.words().get(1).expression();
        Expression field = command.words().get(member).expression();
        Optional<String> found = identity(given(call, key).orElse(key))
                .flatMap(of -> identity(given(call, field).orElse(field)).map(name -> of + ' ' + name));
        return found.map(told::get)
                .map(offsets -> offsets.lowerEntry(call.start()))
                .filter(Map.Entry::getValue)
                .isPresent();
    }

    /** What a call gives for the parameter that a key is. */
    private Optional<Expression> given(Expression.Call call, Expression key) {
        Optional<Variable> parameter =
                key instanceof Expression.Variable name ? bindings.variable(name) : Optional.empty();
        List<Name> parameters =
                functions.at(call.callee()).map(FunctionBody::parameters).orElse(List.of());
        for (int i = 0; i < Math.min(parameters.size(), call.arguments().size()); i++) {
            if (parameter.isPresent() && bindings.variable(parameters.get(i)).equals(parameter)) {
                return Optional.of(call.arguments().get(i));
            }
        }
        return Optional.empty();
    }

    private boolean areThereInPlace(Expression reply) {
        Expression resolved = unconverted(definitions.followed(reply));
        Expression list = resolved instanceof Expression.Index element
                ? definitions.resolved(element.object())
                : definitions.list(resolved).map(definitions::resolved).orElse(resolved);
        Optional<CommandCall> command = commands.at(list);
        return command.filter(call -> call.words().size() > keyPlace(call, resolved))
                        .filter(call -> {
                            Optional<String> key = identity(
                                    call.words().get(keyPlace(call, resolved)).expression());
                            return isToldBefore(call, key) || isAskedBehind(call, key, reply.start());
                        })
                        .isPresent()
                || command.filter(call -> isMemberToldBefore(call)).isPresent();
    }

    private boolean isMemberToldBefore(CommandCall call) {
        int member = call.words().isEmpty()
                ? 0
                : call.words().get(0).literal().map(Commands::memberPlace).orElse(0);
        return member > 0 && member < call.words().size() && isToldBefore(call, identity(call, member));
    }

    /** Whether a script asks for the size, the type or the time to live of a key behind a call, and before its reply is used. */
    private boolean isAskedBehind(CommandCall call, Optional<String> identity, int use) {
        return identity.map(asked::get)
                .map(offsets -> offsets.higher(call.node().start()))
                .filter(offset -> offset < use)
                .isPresent();
    }

    private boolean isToldBefore(CommandCall call, Optional<String> identity) {
        return identity.map(told::get)
                .map(offsets -> offsets.lowerEntry(call.node().start()))
                .filter(Map.Entry::getValue)
                .isPresent();
    }

    /** The same for members of the same key that are the same. */
    private Optional<String> identity(CommandCall call, int member) {
        return identity(call.words().get(1).expression())
                .flatMap(key -> identity(call.words().get(member).expression()).map(found -> key + ' ' + found));
    }

    /** What {@code tonumber} is given. */
    private Expression unconverted(Expression value) {
        return value instanceof Expression.Call call
                        && bindings.isGlobal(call.callee(), "tonumber")
                        && !call.arguments().isEmpty()
                ? definitions.resolved(call.arguments().get(0))
                : value;
    }

    /** The number of the word that is the key of a reply: of an element of {@code MGET}, that of the element. */
    private static int keyPlace(CommandCall call, Expression reply) {
        boolean several =
                call.words().get(0).literal().filter("MGET"::equalsIgnoreCase).isPresent();
        for (int i = 1; i + 1 < call.words().size(); i++) {
            if (call.words()
                    .get(i)
                    .literal()
                    .filter("STREAMS"::equalsIgnoreCase)
                    .isPresent()) {
                return i + 1; // the key of XREAD
            }
        }
        return several && reply instanceof Expression.Index element && element.key() instanceof Expression.Numeral place
                ? Math.max(1, (int) place.value())
                : 1;
    }

    /** What is the same for keys that are the same; empty for what may change. */
    private Optional<String> identity(Expression key) {
        Expression resolved = definitions.followed(key);
        StringBuilder identity = new StringBuilder(text.substring(resolved.start(), resolved.end()));
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                bindings.variable(node).ifPresent(found -> identity.append('@')
                        .append(found.declaration().start())
                        .append('#')
                        .append(writesBefore(found, node.start())));
            }
        }.walk(resolved);
        return Optional.of(identity.toString());
    }

    /** How often another value is assigned to a local before a place of the text: what it holds is the same in between. */
    private int writesBefore(Variable variable, int place) {
        List<Integer> places = writes.getOrDefault(variable, List.of());
        int found = Collections.binarySearch(places, place);
        return found < 0 ? -1 - found : found;
    }
}
