package dev.moonlet.script.file;

import dev.moonlet.lua.Comment;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.script.directive.Directive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the outline of a file from its tree, with its directives in their places between the statements. */
final class OutlineReader extends Walker {

    /**
     * A directive between two tokens.
     *
     * @param event what it means to the outline
     * @param next the offset of the token behind it, which tells on which side of an {@code else} it stands
     */
    private record Between(Outline.Event event, int next) {}

    private final List<Between> directives;
    private final List<Outline.Event> events = new ArrayList<>();
    private final Set<String> assigned = new HashSet<>();
    private int nextDirective;

    private OutlineReader(ParsedFile file) {
        this.directives = new ArrayList<>();
        Map<Integer, Directive> byLine = file.directivesByLine();
        for (Comment comment : file.chunk().comments()) {
            int line = file.file().line(comment.start());
            Directive directive = byLine.get(line);
            if (directive != null && directive.span().start() == comment.start()) {
                event(directive, line).ifPresent(event -> directives.add(new Between(event, comment.next())));
            }
        }
    }

    private static Optional<Outline.Event> event(Directive directive, int line) {
        if (directive instanceof Directive.Include) {
            return Optional.of(new Outline.Event.Include(line));
        }
        if (directive instanceof Directive.Constants constants) {
            return Optional.of(new Outline.Event.Declare(constants.name()));
        }
        return directive instanceof Directive.Declared declared
                ? Optional.of(new Outline.Event.Declare(declared.name()))
                : Optional.empty();
    }

    static Outline read(ParsedFile file) {
        OutlineReader reader = new OutlineReader(file);
        Block block = file.chunk().block();
        reader.statements(block, Integer.MAX_VALUE);
        Bindings bindings = ScopeResolver.resolve(block);
        Set<String> free = new HashSet<>();
        bindings.globalReads().forEach(variable -> free.add(variable.name()));
        bindings.globalWrites().forEach(variable -> free.add(variable.name()));
        boolean declares = file.directives().stream().anyMatch(Directive.Declared.class::isInstance);
        ConstantFinder constants = new ConstantFinder(bindings);
        boolean definitions = !declares && block.statements().stream().allMatch(constants::isDefinition);
        return new Outline(reader.events, free, constants.libraries(), reader.assigned, definitions);
    }

    /** A block and the directives in it, which are before a limit. */
    private void block(Block block, int limit, boolean function, List<String> names) {
        int begin = open(function, names);
        int directivesBefore = nextDirective;
        statements(block, limit);
        close(begin, directivesBefore);
    }

    private int open(boolean function, List<String> names) {
        int begin = events.size();
        events.add(new Outline.Event.Open(function));
        names.forEach(name -> events.add(new Outline.Event.Declare(name)));
        return begin;
    }

    private void close(int begin, int directivesBefore) {
        if (nextDirective == directivesBefore) {
            events.subList(begin, events.size()).clear();
        } else {
            events.add(new Outline.Event.Close());
        }
    }

    private void statements(Block block, int limit) {
        for (Statement statement : block.statements()) {
            directivesBefore(statement.start() + 1);
            walk(statement);
        }
        directivesBefore(limit);
    }

    /** The directives whose next token is before a limit. */
    private void directivesBefore(int limit) {
        while (nextDirective < directives.size()
                && directives.get(nextDirective).next() < limit) {
            events.add(directives.get(nextDirective++).event());
        }
    }

    private static List<String> texts(List<Name> names) {
        return names.stream().map(Name::text).toList();
    }

    private void assign(Expression target) {
        if (target instanceof Expression.Variable variable) {
            assigned.add(variable.name());
        }
    }

    private void function(FunctionBody body, boolean method) {
        List<String> names = new ArrayList<>();
        if (method) {
            names.add("self");
        }
        names.addAll(texts(body.parameters()));
        if (body.vararg()) {
            names.add("arg");
        }
        block(body.block(), body.end(), true, names);
    }

    @Override
    protected void visit(FunctionBody body) {
        function(body, false);
    }

    @Override
    protected void visit(Statement.Local node) {
        super.visit(node);
        texts(node.names()).forEach(name -> events.add(new Outline.Event.Declare(name)));
    }

    @Override
    protected void visit(Statement.LocalFunction node) {
        events.add(new Outline.Event.Declare(node.name().text()));
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
        walk(node.target());
        function(node.body(), node.method());
    }

    @Override
    protected void visit(Statement.Do node) {
        block(node.block(), node.end(), false, List.of());
    }

    @Override
    protected void visit(Statement.While node) {
        walk(node.condition());
        block(node.block(), node.end(), false, List.of());
    }

    /** The condition sees the locals of the block. */
    @Override
    protected void visit(Statement.Repeat node) {
        int begin = open(false, List.of());
        int directivesBefore = nextDirective;
        statements(node.block(), node.condition().start());
        walk(node.condition());
        close(begin, directivesBefore);
    }

    @Override
    protected void visit(Statement.If node) {
        List<Statement.If.Branch> branches = node.branches();
        for (int i = 0; i < branches.size(); i++) {
            walk(branches.get(i).condition());
            int otherwise = node.otherwise().map(Block::start).orElse(node.end());
            int limit =
                    i + 1 < branches.size() ? branches.get(i + 1).condition().start() : otherwise;
            block(branches.get(i).block(), limit, false, List.of());
        }
        node.otherwise().ifPresent(block -> block(block, node.end(), false, List.of()));
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        walk(node.initial());
        walk(node.limit());
        node.step().ifPresent(this::walk);
        block(node.block(), node.end(), false, texts(List.of(node.variable())));
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        walk(node.values());
        block(node.block(), node.end(), false, texts(node.variables()));
    }
}
