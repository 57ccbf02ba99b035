package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a script puts into each of its tables, where all of that is seen: nothing else gets the table but what only reads it. */
final class StoredValues extends Walker {

    /** Of a table with more values, or more values of one field, nothing is known. */
    private static final int MAX_VALUES = 200;

    /** Functions of {@code table} that leave it as it is. */
    private static final Set<String> MEASURING = Set.of("concat", "getn", "maxn");

    private final Bindings bindings;
    private final Definitions definitions;
    private final Map<Variable, Content> contents = new HashMap<>();

    /** The blocks that declare locals, by their number. */
    private final Map<Variable, Integer> declaring = new HashMap<>();

    /** Locals that hold an element of a table, with that table. */
    private final Map<Variable, Variable> taken = new HashMap<>();

    /** Locals whose tables are changed, or given to functions. */
    private final Set<Variable> changed = new HashSet<>();

    /** Those of them of which something inside of the table may be changed. */
    private final Set<Variable> changedInside = new HashSet<>();

    /** Locals around functions that return them, so that other code has their tables. */
    private final Set<Variable> shared = new HashSet<>();

    /** What functions return where all their ways return one local, or one table that is written there, by where they begin. */
    private final Map<Integer, Optional<Expression>> returned = new HashMap<>();

    private int function = -1;
    private int block;
    private int blocks;

    /** What is in one table. */
    static final class Content {

        private final List<Element> elements = new ArrayList<>();
        private final Map<String, List<Stored>> fields = new LinkedHashMap<>();
        private boolean open;

        /** Whether each element is behind the others for certain. */
        private boolean inOrder = true;

        private boolean changedInside;

        /** What is put at places that are no constant names, in the order of the text. */
        List<Element> elements() {
            return elements;
        }

        /** Values may be at other places than where they were put. */
        private void shuffle() {
            elements.replaceAll(element -> new Element(element.value(), false, element.key()));
            inOrder = false;
        }

        private void add(Element element) {
            if (elements.size() == MAX_VALUES) {
                open = true;
                return;
            }
            elements.add(element);
            inOrder &= element.behind();
        }

        private void add(String name, Stored value) {
            List<Stored> values = fields.computeIfAbsent(name, key -> new ArrayList<>());
            if (values.size() == MAX_VALUES || fields.size() > MAX_VALUES) {
                open = true;
            } else {
                values.add(value);
            }
        }

        /** What is put at names. */
        Map<String, List<Stored>> fields() {
            return fields;
        }

        /** Whether values of which nothing is known may be at its places. */
        boolean isOpen() {
            return open;
        }

        /** Whether the tables in it may be changed. */
        boolean isChangedInside() {
            return changedInside;
        }
    }

    /**
     * A value at a place.
     *
     * @param behind whether it is put behind the others by every way to the places behind
     * @param key what the place is; empty where it is the one behind the others
     */
    record Element(Expression value, boolean behind, Optional<Expression> key) {

        Element(Expression value, boolean behind) {
            this(value, behind, Optional.empty());
        }
    }

    /**
     * A value of a field.
     *
     * @param always whether every way to the places behind puts it there
     */
    record Stored(Expression value, boolean always) {}

    private StoredValues(Bindings bindings, Definitions definitions) {
        this.bindings = bindings;
        this.definitions = definitions;
    }

    static StoredValues of(Block chunk, Bindings bindings, Definitions definitions) {
        StoredValues values = new StoredValues(bindings, definitions);
        values.walk(chunk);
        values.changed.forEach(local -> {
            Variable table = values.taken.get(local);
            if (table != null && values.contents.containsKey(table)) {
                values.contents.get(table).changedInside = true;
            }
        });
        return values;
    }

    /** What is in the table that an expression is; empty if other code may put something into it. */
    Optional<Content> of(Expression table) {
        return local(table).flatMap(this::of);
    }

    private Optional<Content> of(Variable table) {
        return bindings.writes(table) > 0 || definitions.isUnseen(table) || shared.contains(table)
                ? Optional.empty()
                : Optional.ofNullable(contents.get(table));
    }

    /** What is in the table that a function returns, as far as the function knows. */
    Optional<Content> returnedBy(FunctionBody function) {
        return returned.getOrDefault(function.start(), Optional.empty())
                .flatMap(value -> value instanceof Expression.Table table ? Optional.of(content(table)) : of(value));
    }

    private Optional<Variable> local(Expression expression) {
        return expression instanceof Expression.Variable name ? bindings.variable(name) : Optional.empty();
    }

    private Optional<Content> known(Expression table) {
        return local(table).map(contents::get);
    }

    @Override
    public void walk(Block node) {
        int outer = block;
        block = ++blocks;
        super.walk(node);
        block = outer;
    }

    @Override
    protected void visit(FunctionBody body) {
        int outer = function;
        function = body.start();
        super.visit(body);
        function = outer;
    }

    @Override
    protected void visit(Statement.Local node) {
        super.visit(node);
        for (int i = 0; i < node.names().size(); i++) {
            Optional<Variable> local = bindings.variable(node.names().get(i));
            local.ifPresent(variable -> declaring.put(variable, block));
            if (i < node.values().size()) {
                Expression value = node.values().get(i);
                if (value instanceof Expression.Table table) {
                    local.ifPresent(variable -> contents.put(variable, content(table)));
                } else if (value instanceof Expression.Index || value instanceof Expression.Member) {
                    local.ifPresent(variable -> root(value).ifPresent(table -> taken.put(variable, table)));
                }
            }
        }
    }

    private Content content(Expression.Table table) {
        Content content = new Content();
        for (TableField field : table.fields()) {
            if (field instanceof TableField.Named name) {
                add(content, name.name().text(), field.value(), true);
            } else if (field instanceof TableField.Keyed keyed && keyed.key() instanceof Expression.Str name) {
                add(content, name.value(), field.value(), true);
            } else {
                Optional<Expression> key =
                        field instanceof TableField.Keyed keyed ? Optional.of(keyed.key()) : Optional.empty();
                content.add(new Element(field.value(), key.isEmpty(), key));
            }
        }
        if (!table.fields().isEmpty()
                && table.fields().get(table.fields().size() - 1) instanceof TableField.Positional last
                && CallTypes.isMultiple(last.value(), bindings)
                && definitions.listOf(last.value(), Definitions.UNPACKING).isEmpty()) {
            content.open = true;
        }
        return content;
    }

    private static void add(Content content, String name, Expression value, boolean always) {
        content.add(name, new Stored(value, always));
    }

    /** The table that an expression is a part of, or a part of a part. */
    private Optional<Variable> root(Expression part) {
        Expression current = part;
        while (true) {
            if (current instanceof Expression.Index index) {
                current = index.object();
            } else if (current instanceof Expression.Member member) {
                current = member.object();
            } else {
                return local(current);
            }
        }
    }

    @Override
    protected void visit(Statement.Assignment node) {
        super.visit(node);
        for (int i = 0; i < node.targets().size(); i++) {
            boolean single = i < node.values().size()
                    && (i < node.values().size() - 1
                            || node.targets().size() == node.values().size()
                            || !CallTypes.isMultiple(node.values().get(i), bindings));
            put(node.targets().get(i), single ? Optional.of(node.values().get(i)) : Optional.empty());
        }
    }

    @Override
    protected void visit(Statement.Function node) {
        super.visit(node);
        put(node.target(), Optional.empty());
    }

    private void put(Expression target, Optional<Expression> value) {
        Optional<FieldAccess> field = FieldAccess.of(target);
        Expression table = null;
        if (field.isPresent()) {
            table = field.get().table();
            known(table)
                    .ifPresent(content -> value.ifPresentOrElse(
                            stored -> add(
                                    content,
                                    field.get().name(),
                                    stored,
                                    isAlways(field.get().table())),
                            () -> content.open = true));
        } else if (target instanceof Expression.Index index) {
            table = index.object();
            boolean behind = isAlways(table);
            known(table).ifPresent(content -> {
                boolean next = isNext(index, content);
                Optional<Expression> key = next ? Optional.empty() : Optional.of(index.key());
                value.ifPresentOrElse(
                        added -> content.add(new Element(added, behind && next, key)), () -> content.open = true);
            });
        }
        if (table != null) {
            change(table);
        }
    }

    /** {@code t[#t + 1]}, and the number that comes next. */
    private boolean isNext(Expression.Index place, Content content) {
        return place.key() instanceof Expression.Numeral numeral
                ? numeral.value() == content.elements().size() + 1 && content.inOrder
                : ListEnd.of(place.key())
                        .filter(end -> end.more() == 1 && local(end.list()).equals(local(place.object())))
                        .isPresent();
    }

    /** Whether a statement here is in the block that declares a table. */
    private boolean isAlways(Expression table) {
        return local(table)
                .filter(variable -> declaring.getOrDefault(variable, 0) == block)
                .isPresent();
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        Optional<Variable> table =
                definitions.listOf(node.values().get(0), Definitions.ITERATING).flatMap(this::root);
        if (table.isPresent() && node.variables().size() > 1) {
            bindings.variable(node.variables().get(1)).ifPresent(element -> taken.put(element, table.get()));
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        if (node.callee() instanceof Expression.Member member
                && bindings.isGlobal(member.object(), "table")
                && !node.arguments().isEmpty()) {
            Expression list = node.arguments().get(0);
            change(list);
            if (member.name().text().equals("insert") && node.arguments().size() > 1) {
                Expression value = node.arguments().get(node.arguments().size() - 1);
                boolean behind = isAlways(list) && node.arguments().size() == 2;
                known(list).ifPresent(content -> content.add(new Element(value, behind)));
            } else {
                known(list)
                        .filter(content -> !MEASURING.contains(member.name().text()))
                        .ifPresent(content -> content.shuffle());
            }
        } else if (root(node.callee()).isPresent()) {
            node.arguments().forEach(this::changeInside);
        }
    }

    @Override
    protected void visit(Expression.MethodCall node) {
        super.visit(node);
        changeInside(node.object());
        node.arguments().forEach(this::changeInside);
    }

    /** Something is put into a table, which may be inside of another one. */
    private void change(Expression table) {
        if (table instanceof Expression.Variable) {
            local(table).ifPresent(changed::add);
        } else {
            changeInside(table);
        }
    }

    /** A function of the script gets a table, or a part of one, and may change what is inside. */
    private void changeInside(Expression part) {
        root(part).ifPresent(local -> {
            changed.add(local);
            changedInside.add(local);
            Content content = contents.get(local);
            if (content != null) {
                content.changedInside = true;
            }
        });
    }

    /** Whether something may be changed that is inside of the table of a local. */
    boolean isChangedInside(Expression table) {
        return local(table).filter(changedInside::contains).isPresent();
    }

    @Override
    protected void visit(Statement.Return node) {
        super.visit(node);
        node.values().forEach(value -> local(value)
                .filter(variable -> variable.declaration().start() < function)
                .ifPresent(shared::add));
        Optional<Expression> table = Optional.of(node.values())
                .filter(values -> values.size() == 1)
                .map(values -> values.get(0))
                .filter(value -> value instanceof Expression.Table
                        || local(value)
                                .filter(variable -> variable.declaration().start() > function)
                                .isPresent());
        returned.merge(function, table, (a, b) -> isSameLocal(a, b) ? a : Optional.empty());
    }

    private boolean isSameLocal(Optional<Expression> a, Optional<Expression> b) {
        return a.isPresent()
                && a.flatMap(this::local).isPresent()
                && a.flatMap(this::local).equals(b.flatMap(this::local));
    }
}
