package dev.moonlet.script.link;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the modules and the called scripts of a linked text have become: the functions that the linker put around them. Immutable. */
public final class LinkedFunctions {

    private final Map<String, FunctionBody> modules = new HashMap<>();
    private final Map<String, FunctionBody> scripts = new HashMap<>();
    private final LinkedPlaces places;

    /** Where the blocks of the modules begin. */
    private final Set<Integer> blocks = new HashSet<>();

    private LinkedFunctions(LinkedPlaces places) {
        this.places = places;
    }

    /** Those of a linked text. */
    public static LinkedFunctions of(Chunk chunk, LinkedPlaces places) {
        LinkedFunctions functions = new LinkedFunctions(places);
        functions.read(chunk.block());
        return functions;
    }

    private void read(Block block) {
        for (Statement statement : block.statements()) {
            if (!places.isGenerated(statement.start())) {
                continue;
            }
            if (statement instanceof Statement.Do scope) {
                read(scope.block());
            } else if (statement instanceof Statement.Assignment assignment) {
                assigned(assignment.targets().get(0), assignment.values().get(0));
            }
        }
    }

    private void assigned(Expression target, Expression value) {
        entry(target, ModulesTable.TABLE).ifPresent(spelling -> {
            Optional<FunctionBody> body = value instanceof Expression.Table module
                    ? module.fields().stream()
                            .map(TableField::value)
                            .flatMap(loader -> body(loader).stream())
                            .findFirst()
                    : entry(value, ModulesTable.TABLE).map(modules::get);
            body.ifPresent(found -> {
                modules.put(spelling, found);
                blocks.add(found.block().start());
            });
        });
        entry(target, ScriptsTable.TABLE).ifPresent(name -> body(value).ifPresent(found -> scripts.put(name, found)));
    }

    private static Optional<FunctionBody> body(Expression expression) {
        return expression instanceof Expression.Function function ? Optional.of(function.body()) : Optional.empty();
    }

    private static Optional<String> entry(Expression expression, String table) {
        return expression instanceof Expression.Index index
                        && index.object() instanceof Expression.Variable variable
                        && variable.name().equals(table)
                        && index.key() instanceof Expression.Str key
                ? Optional.of(key.value())
                : Optional.empty();
    }

    /** Whether a block is that of a module. */
    public boolean isModule(Block block) {
        return blocks.contains(block.start());
    }

    /** The function of the module that {@code require} finds under a name. */
    public Optional<FunctionBody> module(String spelling) {
        return Optional.ofNullable(modules.get(spelling));
    }

    /** The function of a script that other scripts call. */
    public Optional<FunctionBody> script(String name) {
        return Optional.ofNullable(scripts.get(name));
    }

    /** Whether a variable is the linker's function {@code require}. */
    public boolean isRequire(Variable variable) {
        return variable.name().equals("require")
                && places.isGenerated(variable.declaration().start());
    }
}
