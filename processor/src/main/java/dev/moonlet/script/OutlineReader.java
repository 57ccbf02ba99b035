package dev.moonlet.script;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the outline of a file from its tree, putting its includes where they stand between the statements. */
final class OutlineReader extends Walker {

    /** The libraries of Redis can't be written, so that their members are constants. */
    private static final Set<String> LIBRARIES =
            Set.of("bit", "cjson", "cmsgpack", "math", "os", "redis", "string", "struct", "table");

    /**
     * An include between two tokens.
     *
     * @param line its line
     * @param next the offset of the token behind it, which tells on which side of an {@code else} it stands
     */
    private record Between(int line, int next) {}

    private final List<Between> includes;
    private final List<Outline.Event> events = new ArrayList<>();
    private final Set<String> assigned = new HashSet<>();
    private int nextInclude;

    private OutlineReader(ParsedFile file) {
        Set<Integer> lines = new HashSet<>(file.includeLines());
        this.includes = file.chunk().comments().stream()
                .map(comment -> new Between(file.file().line(comment.start()), comment.next()))
                .filter(between -> lines.contains(between.line()))
                .toList();
    }

    static Outline read(ParsedFile file) {
        OutlineReader reader = new OutlineReader(file);
        Block block = file.chunk().block();
        reader.statements(block, Integer.MAX_VALUE);
        Bindings bindings = ScopeResolver.resolve(block);
        Set<String> free = new HashSet<>();
        bindings.globalReads().forEach(variable -> free.add(variable.name()));
        bindings.globalWrites().forEach(variable -> free.add(variable.name()));
        boolean declares =
                file.directives().stream().anyMatch(d -> d instanceof Directive.Key || d instanceof Directive.Argument);
        boolean definitions =
                !declares && block.statements().stream().allMatch(statement -> isDefinition(statement, bindings));
        return new Outline(reader.events, free, reader.assigned, definitions);
    }

    private static boolean isDefinition(Statement statement, Bindings bindings) {
        return statement instanceof Statement.LocalFunction
                || (statement instanceof Statement.Local local
                        && local.values().stream().allMatch(value -> isConstant(value, bindings)));
    }

    /** Whether an expression yields the same each time it is evaluated, as long as nobody assigns to its variables. */
    private static boolean isConstant(Expression value, Bindings bindings) {
        if (value instanceof Expression.Member member) {
            return member.object() instanceof Expression.Variable library
                    && LIBRARIES.contains(library.name())
                    && bindings.isGlobal(library, library.name());
        }
        if (value instanceof Expression.Unary unary) {
            return isConstant(unary.operand(), bindings);
        }
        if (value instanceof Expression.Binary) {
            return isConstantChain(value, bindings);
        }
        if (value instanceof Expression.Parenthesized inner) {
            return isConstant(inner.inner(), bindings);
        }
        return value instanceof Expression.Nil
                || value instanceof Expression.Bool
                || value instanceof Expression.Numeral
                || value instanceof Expression.Str
                || value instanceof Expression.Function
                || value instanceof Expression.Variable;
    }

    /** Operators to the left may be nested without limit. */
    private static boolean isConstantChain(Expression value, Bindings bindings) {
        Expression left = value;
        while (left instanceof Expression.Binary binary) {
            if (!isConstant(binary.right(), bindings)) {
                return false;
            }
            left = binary.left();
        }
        return isConstant(left, bindings);
    }

    /** A block and the includes in it, which stand before a limit. */
    private void block(Block block, int limit, List<Name> names) {
        int begin = events.size();
        int includesBefore = nextInclude;
        events.add(new Outline.Event.Open());
        declare(names);
        statements(block, limit);
        if (nextInclude == includesBefore) {
            events.subList(begin, events.size()).clear();
        } else {
            events.add(new Outline.Event.Close());
        }
    }

    private void statements(Block block, int limit) {
        for (Statement statement : block.statements()) {
            includesBefore(statement.start() + 1);
            walk(statement);
        }
        includesBefore(limit);
    }

    /** The includes whose next token stands before a limit. */
    private void includesBefore(int limit) {
        while (nextInclude < includes.size() && includes.get(nextInclude).next() < limit) {
            events.add(new Outline.Event.Include(includes.get(nextInclude++).line()));
        }
    }

    private void declare(List<Name> names) {
        names.forEach(name -> events.add(new Outline.Event.Declare(name.text())));
    }

    private void assign(Expression target) {
        if (target instanceof Expression.Variable variable) {
            assigned.add(variable.name());
        }
    }

    @Override
    protected void visit(FunctionBody body) {
        block(body.block(), body.end(), body.parameters());
    }

    @Override
    protected void visit(Statement.Local node) {
        super.visit(node);
        declare(node.names());
    }

    @Override
    protected void visit(Statement.LocalFunction node) {
        declare(List.of(node.name()));
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Assignment node) {
        node.targets().forEach(this::assign);
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Function node) {
        assign(node.target());
        super.visit(node);
    }

    @Override
    protected void visit(Statement.Do node) {
        block(node.block(), node.end(), List.of());
    }

    @Override
    protected void visit(Statement.While node) {
        walk(node.condition());
        block(node.block(), node.end(), List.of());
    }

    @Override
    protected void visit(Statement.Repeat node) {
        block(node.block(), node.condition().start(), List.of());
        walk(node.condition());
    }

    @Override
    protected void visit(Statement.If node) {
        List<Statement.If.Branch> branches = node.branches();
        for (int i = 0; i < branches.size(); i++) {
            walk(branches.get(i).condition());
            int otherwise = node.otherwise().map(Block::start).orElse(node.end());
            int limit =
                    i + 1 < branches.size() ? branches.get(i + 1).condition().start() : otherwise;
            block(branches.get(i).block(), limit, List.of());
        }
        node.otherwise().ifPresent(block -> block(block, node.end(), List.of()));
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        walk(node.initial());
        walk(node.limit());
        node.step().ifPresent(this::walk);
        block(node.block(), node.end(), List.of(node.variable()));
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        walk(node.values());
        block(node.block(), node.end(), node.variables());
    }
}
