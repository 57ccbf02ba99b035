package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells lists in the replies of commands, however deep, from the places that they are at. */
final class ReplyPaths {

    /**
     * How many levels of the reply are certainly lists: with 1, the reply itself is one, with 2, its elements are, too.
     *
     * @see <a href="https://redis.io/docs/latest/commands/xinfo-stream/">XINFO STREAM</a>
     */
    private static final Map<String, Integer> LISTS = Map.ofEntries(
            Map.entry("GEOPOS", 2),
            Map.entry("XAUTOCLAIM", 1),
            Map.entry("XCLAIM", 3),
            Map.entry("XINFO CONSUMERS", 2),
            Map.entry("XINFO GROUPS", 2),
            Map.entry("XINFO STREAM", 1),
            Map.entry("XPENDING", 1),
            Map.entry("XRANGE", 3),
            Map.entry("XREAD", 5),
            Map.entry("XREADGROUP", 5),
            Map.entry("XREVRANGE", 3));

    /** Functions that put something into a list, or take it out. */
    private static final Set<String> CHANGING = Set.of(
            "rawset", "setmetatable", "table.foreach", "table.foreachi", "table.insert", "table.remove", "table.sort");

    /** Elements of elements are followed no further. */
    private static final int MAX_DEPTH = 10;

    private final AnalyzedScript script;

    /** The calls into whose replies the script, or a function that it gives them to, may put something. */
    private final Set<Integer> changed = new HashSet<>();

    /**
     * A list in a reply.
     *
     * @param level how many lists are around it
     */
    private record Part(CommandCall call, int level) {}

    ReplyPaths(AnalyzedScript script) {
        this.script = script;
        new Walker() {
            @Override
            protected void visit(Statement.Assignment node) {
                super.visit(node);
                if (node.targets().stream().anyMatch(target -> !(target instanceof Expression.Variable))) {
                    node.values().forEach(this::change); // what is put into a table may be changed there
                }
                for (Expression target : node.targets()) {
                    if (target instanceof Expression.Index element) {
                        change(element.object());
                    } else if (target instanceof Expression.Member field) {
                        change(field.object());
                    }
                }
            }

            @Override
            protected void visit(TableField field) {
                super.visit(field);
                change(field.value());
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                boolean reads = LibraryCall.of(script, node)
                        .filter(call -> !CHANGING.contains(call.function().path()))
                        .isPresent();
                if (!reads && script.commands().at(node).isEmpty()) {
                    node.arguments().forEach(this::change);
                }
            }

            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                change(node.object());
                node.arguments().forEach(this::change);
            }

            private void change(Expression list) {
                part(list).ifPresent(part -> changed.add(part.call().node().start()));
            }
        }.walk(script.chunk().block());
    }

    /** The command in whose reply a value is a list, unless it is nothing; empty if that is not certain. */
    Optional<String> listOf(Expression value) {
        return part(value)
                .filter(part -> !changed.contains(part.call().node().start()))
                .filter(part -> !part.call().caught() && !part.call().guarded())
                .filter(part -> part.level() < LISTS.getOrDefault(name(part.call()), 0))
                .map(part -> name(part.call()));
    }

    private Optional<Part> part(Expression value) {
        Expression current = value;
        for (int level = 0; level < MAX_DEPTH; level++) {
            Expression resolved = script.definitions().resolved(current);
            Optional<CommandCall> call = script.commands().at(resolved);
            if (call.isPresent()) {
                return Optional.of(new Part(call.get(), level));
            }
            if (resolved instanceof Expression.Index element && !(element.key() instanceof Expression.Str)) {
                current = element.object();
            } else {
                Optional<Expression> list = script.definitions().list(current);
                if (list.isEmpty()) {
                    return Optional.empty();
                }
                current = list.get();
            }
        }
        return Optional.empty();
    }

    private static String name(CommandCall call) {
        String command = call.command();
        return command.equals("XINFO")
                ? command
                        + call.words().stream()
                                .skip(1)
                                .limit(1)
                                .flatMap(word -> word.literal().stream())
                                .map(word -> " " + word.toUpperCase(Locale.ROOT))
                                .findFirst()
                                .orElse("")
                : command;
    }
}
