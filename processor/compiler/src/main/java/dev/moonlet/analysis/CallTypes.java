package dev.moonlet.analysis;

import dev.moonlet.lua.LuaNumber;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.redis.ServerApi;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the globals of the sandbox are, and what its functions return. */
public final class CallTypes {

    private static final Map<String, Integer> RESULTS = Map.ofEntries(
            Map.entry("tostring", ValueType.STRING),
            Map.entry("type", ValueType.STRING),
            Map.entry("pcall", ValueType.BOOLEAN),
            Map.entry("xpcall", ValueType.BOOLEAN),
            Map.entry("string.format", ValueType.STRING),
            Map.entry("string.sub", ValueType.STRING),
            Map.entry("string.rep", ValueType.STRING),
            Map.entry("string.lower", ValueType.STRING),
            Map.entry("string.upper", ValueType.STRING),
            Map.entry("string.reverse", ValueType.STRING),
            Map.entry("string.char", ValueType.STRING),
            Map.entry("string.len", ValueType.NUMBER),
            Map.entry("string.find", ValueType.NUMBER | ValueType.NIL),
            Map.entry("string.byte", ValueType.NUMBER | ValueType.NIL),
            Map.entry("string.gsub", ValueType.STRING),
            Map.entry("table.concat", ValueType.STRING),
            Map.entry("table.getn", ValueType.NUMBER),
            Map.entry("table.maxn", ValueType.NUMBER),
            Map.entry("cjson.encode", ValueType.STRING),
            Map.entry("cmsgpack.pack", ValueType.STRING),
            Map.entry("struct.pack", ValueType.STRING),
            Map.entry("redis.sha1hex", ValueType.STRING),
            Map.entry("redis.error_reply", ValueType.TABLE),
            Map.entry("redis.status_reply", ValueType.STATUS));

    /** Functions of libraries that call functions of the script, which may raise anything. */
    private static final Set<String> CALLING_BACK = Set.of("foreach", "foreachi", "gsub", "sort");

    /** Functions that give one value. */
    private static final Set<String> SINGLE = Set.of(
            "cjson.encode",
            "cmsgpack.pack",
            "math.abs",
            "math.ceil",
            "math.floor",
            "math.max",
            "math.min",
            "redis.sha1hex",
            "string.format",
            "string.len",
            "string.lower",
            "string.rep",
            "string.reverse",
            "string.sub",
            "string.upper",
            "table.concat",
            "tonumber",
            "tostring",
            "type");

    /** The member of {@code redis} that chooses the protocol, whatever the table is called. */
    private static final String SET_PROTOCOL = "setresp";

    /** Libraries whose functions all return numbers. */
    private static final Set<String> NUMERIC = Set.of("math", "bit");

    /** Commands of any number of keys or members, and nothing else. */
    private static final Set<String> OF_ANY_NUMBER = Set.of(
            "DEL", "EXISTS", "HDEL", "HMGET", "HSET", "LPUSH", "MGET", "MSET", "RPUSH", "SADD", "SDIFF", "SINTER",
            "SREM", "SUNION", "TOUCH", "UNLINK", "ZREM");

    private final Bindings bindings;
    private final CommandCalls commands;
    private final AskedElements asked;
    private final boolean resp3;
    private final ListTypes lists;

    /**
     * The globals of a script.
     *
     * @param bindings what its names mean
     * @param commands the commands that it calls
     * @param asked the tables of which it asks for elements
     * @param resp3 whether it may ask for replies of RESP3, in which a missing value is nil and a hash is not a sequence
     */
    CallTypes(Bindings bindings, CommandCalls commands, AskedElements asked, boolean resp3) {
        this.bindings = bindings;
        this.commands = commands;
        this.asked = asked;
        this.resp3 = resp3;
        this.lists = new ListTypes(bindings, commands, asked, resp3);
    }

    /** What the elements of lists are. */
    ListTypes lists() {
        return lists;
    }

    /** Whether a script calls {@code redis.setresp}. */
    static boolean setsProtocol(Block chunk, Bindings bindings) {
        boolean[] found = {false};
        new Walker() {
            @Override
            protected void visit(Expression.Member node) {
                found[0] |= node.name().text().equals(SET_PROTOCOL);
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Index node) {
                found[0] |= node.key() instanceof Expression.Str name
                        && name.value().equals(SET_PROTOCOL);
                super.visit(node);
            }
        }.walk(chunk);
        return found[0];
    }

    /** Whether an expression can give several values, or none. */
    public static boolean isMultiple(Expression expression, Bindings bindings) {
        return (expression instanceof Expression.Call call
                        && !ServerApi.isCall(call.callee(), bindings)
                        && !isSingle(call.callee(), bindings))
                || expression instanceof Expression.MethodCall
                || expression instanceof Expression.Vararg;
    }

    /** Whether a function is one of the sandbox that gives one value. */
    private static boolean isSingle(Expression callee, Bindings bindings) {
        return callee instanceof Expression.Member member
                ? member.object() instanceof Expression.Variable library
                        && bindings.isGlobal(library, library.name())
                        && SINGLE.contains(library.name() + "." + member.name().text())
                : callee instanceof Expression.Variable name
                        && bindings.isGlobal(name, name.name())
                        && SINGLE.contains(name.name());
    }

    /** Whether an expression calls a global. */
    boolean isCallOf(Expression expression, String global) {
        return expression instanceof Expression.Call call && bindings.isGlobal(call.callee(), global);
    }

    ValueType global(String name) {
        return kind(name);
    }

    /** What a field is that is named by a text in brackets. */
    ValueType member(Expression.Index index, Expression.Str name, ValueType object) {
        boolean changed = index.object() instanceof Expression.Variable table
                && bindings.variable(table)
                        .filter(local -> asked.areOf(local) || asked.areFilled(local))
                        .isPresent();
        return !changed && object.isOnly(ValueType.STATUS | ValueType.FALSE) && object.can(ValueType.STATUS)
                ? ValueType.of(name.value().equals("ok") ? ValueType.STRING : ValueType.NIL)
                : ValueType.ANY;
    }

    /**
     * What a member is.
     *
     * @param object what it is a member of
     */
    ValueType member(Expression.Member member, ValueType object) {
        String name = member.name().text();
        boolean changed = member.object() instanceof Expression.Variable table
                && bindings.variable(table)
                        .filter(local -> asked.areOf(local) || asked.areFilled(local))
                        .isPresent();
        if (!changed && object.isOnly(ValueType.STATUS | ValueType.FALSE) && object.can(ValueType.STATUS)) {
            return ValueType.of(name.equals("ok") ? ValueType.STRING : ValueType.NIL);
        }
        if (object.isOnly(ValueType.STRING)) {
            return kind("string." + name).kinds() == ValueType.ALL
                    ? ValueType.of(ValueType.NIL)
                    : kind("string." + name);
        }
        return library(member)
                .map(library -> kind(library + "." + member.name().text()))
                .orElse(ValueType.ANY);
    }

    private static ValueType kind(String path) {
        return Sandbox.get()
                .kind(path)
                .filter(kind -> !path.startsWith("redis.") || Sandbox.get().isEverywhere(path))
                .map(kind -> switch (kind) {
                    case FUNCTION -> ValueType.of(ValueType.FUNCTION);
                    case TABLE -> ValueType.of(ValueType.TABLE);
                    case NUMBER -> ValueType.of(ValueType.NUMBER);
                    case STRING -> ValueType.of(ValueType.STRING);
                    case USERDATA -> ValueType.of(ValueType.OTHER);
                })
                .orElse(ValueType.ANY);
    }

    /** The library whose member this is; {@code redis} for {@code server}, which has the same members. */
    private Optional<String> library(Expression.Member member) {
        return member.object() instanceof Expression.Variable variable
                        && bindings.variable(variable).isEmpty()
                        && Sandbox.get().isLibrary(variable.name())
                ? Optional.of(variable.name().equals("server") ? "redis" : variable.name())
                : Optional.empty();
    }

    /** What a call needs to be there: the words of a command, unless its error is caught. */
    List<Expression> needed(Expression.Call call) {
        return commands.at(call)
                .filter(command -> !command.caught() && !command.guarded())
                .map(command -> command.words().stream()
                        .map(CommandCall.Word::expression)
                        .filter(call.arguments()::contains)
                        .toList())
                .orElse(List.of());
    }

    /**
     * What a call returns first.
     *
     * @param missingReply the command whose reply is false in {@code tonumber(reply or '')}; empty if it is none
     */
    ValueType result(Expression.Call call, ValueType firstArgument, String missingReply) {
        String function = path(call.callee());
        Optional<CommandCall> command = commands.at(call);
        if (command.isPresent()) {
            if (command.get().guarded()) {
                return ValueType.of(RESULTS.getOrDefault(function, ValueType.ALL));
            }
            return reply(command.get());
        }
        if (function.equals("tonumber")) {
            if (!firstArgument.can(ValueType.NUMBER | ValueType.STRING) || isNoNumber(call, firstArgument)) {
                return ValueType.of(ValueType.NIL);
            }
            boolean number =
                    firstArgument.isOnly(ValueType.NUMBER) && call.arguments().size() == 1;
            boolean missing = firstArgument.isReply() && firstArgument.can(ValueType.FALSY);
            return new ValueType(
                    number ? ValueType.NUMBER : ValueType.NUMBER | ValueType.NIL,
                    missing ? firstArgument.command() : missingReply);
        }
        int dot = function.indexOf('.');
        if (dot > 0 && NUMERIC.contains(function.substring(0, dot)) && !function.equals("bit.tohex")) {
            return ValueType.of(ValueType.NUMBER);
        }
        return ValueType.of(RESULTS.getOrDefault(function, ValueType.ALL));
    }

    /** Whether {@code tonumber} gives nil for certain: of the id that {@code XADD} replies, and of a word. */
    private static boolean isNoNumber(Expression.Call call, ValueType argument) {
        boolean id = argument.command().equals("XADD") && argument.isOnly(ValueType.STRING);
        return call.arguments().size() == 1
                && (id || (call.arguments().get(0) instanceof Expression.Str word && LuaNumber.isNone(word.value())));
    }

    /** What a protected call gives second if there is no error. */
    ValueType outcome(Expression.Call call) {
        return commands.at(call)
                .filter(command -> command.guarded() && !command.words().isEmpty())
                .map(this::reply)
                .filter(reply -> reply.kinds() != ValueType.ALL)
                .map(reply -> isCaughtInside(call) ? reply : reply.without(ValueType.TABLE, this::isList))
                .orElse(ValueType.ANY);
    }

    private boolean isList(String command) {
        return ReplyValues.elements(command).isPresent();
    }

    /** {@code pcall(redis.pcall, …)} */
    private static boolean isCaughtInside(Expression.Call call) {
        return !(call.arguments().get(0) instanceof Expression.Member member
                && member.name().text().equals("call"));
    }

    /** What a protected call gives second if there is an error, of a function of a library. */
    ValueType raised(Expression.Call call) {
        Optional<CommandCall> command = commands.at(call)
                .filter(found -> found.guarded() && !found.words().isEmpty() && !isCaughtInside(call));
        if (command.isPresent()) {
            String name = command.get().words().get(0).literal().orElse("");
            return new ValueType(ValueType.STRING | ValueType.TABLE, name.toUpperCase(Locale.ROOT));
        }
        return !call.arguments().isEmpty()
                        && call.arguments().get(0) instanceof Expression.Member member
                        && library(member)
                                .filter(library -> !library.equals("redis"))
                                .isPresent()
                        && !CALLING_BACK.contains(member.name().text())
                ? ValueType.of(ValueType.STRING)
                : ValueType.ANY;
    }

    private String path(Expression callee) {
        if (callee instanceof Expression.Variable variable
                && bindings.variable(variable).isEmpty()) {
            return variable.name();
        }
        return callee instanceof Expression.Member member
                ? library(member)
                        .map(library -> library + "." + member.name().text())
                        .orElse("")
                : "";
    }

    /** What a method of a string returns. */
    ValueType method(String name) {
        return ValueType.of(RESULTS.getOrDefault("string." + name, ValueType.ALL));
    }

    /** Whether a call takes all entries of {@code KEYS} or {@code ARGV}, and its reply is of one kind for any number of them. */
    private boolean isOfEntries(CommandCall call) {
        if (!(call.node() instanceof Expression.Call node) || node.arguments().isEmpty()) {
            return false;
        }
        Expression last = node.arguments().get(node.arguments().size() - 1);
        return OF_ANY_NUMBER.contains(call.command())
                && last instanceof Expression.Call unpack
                && bindings.isGlobal(unpack.callee(), "unpack")
                && !unpack.arguments().isEmpty();
    }

    private ValueType reply(CommandCall call) {
        Optional<String> name =
                call.words().isEmpty() ? Optional.empty() : call.words().get(0).literal();
        if (name.isEmpty() || (call.open() && !isOfEntries(call))) {
            return ValueType.ANY;
        }
        ValueType reply = ReplyValues.of(call.literals()).orElse(ValueType.ANY);
        if (resp3 && !reply.isOnly(ValueType.NUMBER)) {
            return ValueType.ANY;
        }
        return call.caught() ? new ValueType(reply.kinds() | ValueType.TABLE, reply.command()) : reply;
    }
}
