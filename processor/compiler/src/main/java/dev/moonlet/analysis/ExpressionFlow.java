package dev.moonlet.analysis;

import dev.moonlet.lua.LuaNumber;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of {@link FlowAnalyzer} that goes through expressions. */
abstract class ExpressionFlow extends Walker {

    final Bindings bindings;
    final Definitions definitions;
    final CallTypes calls;

    /** What the tables of the script hold. */
    final StoredValues stored;

    final IdentityHashMap<Expression, ValueType> types = new IdentityHashMap<>();

    /** What the elements of lists are, where functions go through them. */
    final IdentityHashMap<Expression, ValueType> elements = new IdentityHashMap<>();

    /** Tables that are used as lists, and of which all places are texts. */
    private final Set<Expression> named = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What is known of locals; of those that are not in it, nothing is. */
    Map<Variable, ValueType> known = new HashMap<>();

    /** Whether what comes next can be reached. */
    boolean reachable = true;

    ValueType result = ValueType.ANY;

    ExpressionFlow(Bindings bindings, Definitions definitions, CallTypes calls, StoredValues stored) {
        this.bindings = bindings;
        this.definitions = definitions;
        this.calls = calls;
        this.stored = stored;
    }

    final Set<Expression> named() {
        return named;
    }

    final ValueType evaluate(Expression expression) {
        walk(expression);
        return result;
    }

    final void give(Expression expression, ValueType type) {
        result = reachable ? type : ValueType.ANY;
        if (result.kinds() == ValueType.ALL) {
            types.remove(expression); // of a pass before
        } else {
            types.put(expression, result);
        }
    }

    final void learn(Variable variable, ValueType type) {
        if (type.kinds() == ValueType.ALL || bindings.isWrittenInInnerFunction(variable)) {
            known.remove(variable);
        } else {
            known.put(variable, type);
        }
    }

    /** The function that a callee is, if that is certain. */
    abstract Optional<FunctionBody> function(Expression callee);

    final void learn(Name name, ValueType type) {
        bindings.variable(name).ifPresent(variable -> learn(variable, type));
    }

    @Override
    protected void visit(Expression.Nil node) {
        give(node, ValueType.of(ValueType.NIL));
    }

    @Override
    protected void visit(Expression.Bool node) {
        give(node, ValueType.of(node.value() ? ValueType.TRUE : ValueType.FALSE));
    }

    @Override
    protected void visit(Expression.Numeral node) {
        give(node, ValueType.of(ValueType.NUMBER));
    }

    @Override
    protected void visit(Expression.Str node) {
        give(node, ValueType.of(ValueType.STRING));
    }

    @Override
    protected void visit(Expression.Vararg node) {
        give(node, ValueType.ANY);
    }

    @Override
    protected void visit(Expression.Function node) {
        super.visit(node);
        give(node, ValueType.of(ValueType.FUNCTION));
    }

    @Override
    protected void visit(Expression.Variable node) {
        ValueType type = bindings.variable(node)
                .map(variable -> known.getOrDefault(variable, ValueType.ANY))
                .orElseGet(() -> calls.global(node.name()));
        boolean element = type.kinds() == ValueType.ALL
                && bindings.variable(node)
                        .filter(variable -> variable.kind() == Variable.Kind.LOOP)
                        .isPresent();
        give(node, element ? declared(node) : type);
    }

    @Override
    protected void visit(Expression.Member node) {
        ValueType object = result;
        super.visit(node);
        ValueType member = calls.member(node, object);
        ValueType known = member.kinds() == ValueType.ALL ? field(node) : member;
        ValueType written = known.kinds() == ValueType.ALL ? declared(node) : known;
        give(node, written.kinds() == ValueType.ALL ? stored(node) : written);
    }

    /** What a field is to which one value is ever assigned, or none. */
    private ValueType field(Expression node) {
        boolean none = FieldAccess.of(node)
                .filter(access -> !calls.isAskedForFields(access.table()))
                .flatMap(access -> definitions.table(access.table()).map(content -> !content.mayHave(access.name())))
                .orElse(false);
        if ((none || isLeftOutByCallers(node)) && !calls.changesTables()) {
            return ValueType.of(ValueType.NIL);
        }
        return FieldAccess.of(node)
                .filter(access -> !calls.isAskedForFields(access.table()))
                .flatMap(access ->
                        definitions.field(access.table(), access.name()).or(() -> returnedField(access)))
                .map(value -> types.getOrDefault(value, ValueType.ANY))
                .filter(value -> !value.can(ValueType.TABLE | ValueType.STATUS))
                .orElse(ValueType.ANY);
    }

    /** Whether each call of a function gives it a table without this field. */
    private boolean isLeftOutByCallers(Expression node) {
        return FieldAccess.of(node)
                .filter(access -> access.table() instanceof Expression.Variable)
                .filter(access -> !calls.isAskedForFields(access.table()) && definitions.isUnchanged(access.table()))
                .filter(access -> bindings.variable((Expression.Variable) access.table())
                        .map(this::tablesGiven)
                        .filter(tables -> !tables.isEmpty())
                        .filter(tables -> tables.stream().noneMatch(table -> table.mayHave(access.name())))
                        .isPresent())
                .isPresent();
    }

    /** The tables that the calls of a function give to a parameter; none if they are not known. */
    abstract List<TableContent> tablesGiven(Variable parameter);

    /** What is declared of a part of an argument. */
    abstract ValueType declared(Expression part);

    /** What a field of the table is that a function returns. */
    abstract Optional<Expression> returnedField(FieldAccess access);

    @Override
    protected void visit(Expression.Index node) {
        ValueType list = result;
        super.visit(node);
        boolean input = calls.isInput(node.object());
        ValueType element;
        if (isBehind(node)) {
            element = ValueType.of(ValueType.NIL);
        } else if (input) {
            element = ValueType.of(ValueType.STRING | ValueType.NIL);
        } else if (node.key() instanceof Expression.Str name) {
            element = calls.member(node, name, list);
        } else {
            boolean ofText = list.can(ValueType.STRING)
                    && list.isOnly(ValueType.STRING | ValueType.FALSY)
                    && types.getOrDefault(node.key(), ValueType.ANY).isOnly(ValueType.NUMBER);
            element = ofText || isOutside(node) ? ValueType.of(ValueType.NIL) : calls.element(node, list, definitions);
        }
        ValueType written = element.kinds() == ValueType.ALL ? field(node) : element;
        give(node, written.kinds() == ValueType.ALL ? stored(node) : written);
    }

    /** {@code t[#t + 1]}, where nothing is. */
    private boolean isBehind(Expression.Index index) {
        return index.key() instanceof Expression.Binary sum
                && sum.operator() == BinaryOperator.ADD
                && sum.right() instanceof Expression.Numeral more
                && more.value() >= 1
                && sum.left() instanceof Expression.Unary length
                && length.operator() == UnaryOperator.LENGTH
                && length.operand() instanceof Expression.Variable list
                && index.object() instanceof Expression.Variable same
                && list.name().equals(same.name())
                && calls.isInput(list);
    }

    /** Whether no value is at a place of a list: {@code t[0]}, and behind the end of one that is written out. */
    private boolean isOutside(Expression.Index index) {
        if (!(index.key() instanceof Expression.Numeral place) || calls.changesTables()) {
            return false;
        }
        boolean declared = place.value() < 1
                && !(declaredList(index).kinds() == ValueType.ALL)
                && index.object() instanceof Expression.Variable list
                && !calls.isQuestioned(list);
        return declared
                || definitions
                        .table(index.object())
                        .filter(content -> !content.openPositions() && !content.changed())
                        .filter(content -> !content.positional().isEmpty())
                        .filter(content -> content.appended().isEmpty())
                        .filter(content -> place.value() < 1
                                || place.value() > content.positional().size())
                        .isPresent();
    }

    /** What is declared of an element of an argument. */
    abstract ValueType declaredList(Expression.Index element);

    /** What is at a place of a table, by all that the script puts into it. */
    private ValueType stored(Expression place) {
        Optional<FieldAccess> field = FieldAccess.of(place);
        if (field.isPresent()) {
            Expression table = field.get().table();
            return content(table)
                    .map(content -> questioned(table, field(content, field.get().name(), place.start())))
                    .orElse(ValueType.ANY);
        }
        Expression.Index index = (Expression.Index) place;
        boolean numbered = types.getOrDefault(index.key(), ValueType.ANY).isOnly(ValueType.NUMBER);
        ValueType element = element(index.object(), !numbered, place.start());
        return element.kinds() == ValueType.ALL
                ? element
                : questioned(index.object(), element.or(new ValueType(ValueType.NIL, element.command())));
    }

    /** What may not be there is no mistake where the script asks for it. */
    private ValueType questioned(Expression table, ValueType type) {
        return type.can(ValueType.FALSY) && calls.isQuestioned(table) ? ValueType.of(type.kinds()) : type;
    }

    private ValueType field(StoredValues.Content content, String name, int place) {
        List<StoredValues.Stored> values = content.fields().getOrDefault(name, List.of());
        if (content.isOpen()) {
            return ValueType.ANY;
        }
        if (values.isEmpty()) {
            return content.elements().isEmpty()
                    ? ValueType.of(ValueType.NIL)
                    : joined(
                                    content,
                                    content.elements().stream()
                                            .map(StoredValues.Element::value)
                                            .toList())
                            .orNil();
        }
        ValueType all =
                joined(content, values.stream().map(StoredValues.Stored::value).toList());
        if (!content.elements().isEmpty()) {
            all = all.or(joined(
                    content,
                    content.elements().stream().map(StoredValues.Element::value).toList()));
        }
        boolean always = values.stream()
                .anyMatch(value -> value.always() && value.value().start() < place);
        return always || all.kinds() == ValueType.ALL ? all : all.or(new ValueType(ValueType.NIL, all.command()));
    }

    /**
     * What the elements of a table are.
     *
     * @param all whether fields with names are among them
     * @param place where they are read
     */
    final ValueType element(Expression table, boolean all, int place) {
        Optional<StoredValues.Content> content = content(table).filter(found -> !found.isOpen());
        if (content.isEmpty() || content.get().elements().isEmpty()) {
            return ValueType.ANY;
        }
        List<Expression> values = new ArrayList<>();
        content.get().elements().forEach(element -> values.add(element.value()));
        if (all) {
            content.get().fields().values().forEach(field -> field.forEach(value -> values.add(value.value())));
        }
        return joined(content.get(), values).withoutNil();
    }

    private ValueType joined(StoredValues.Content content, List<Expression> values) {
        ValueType joined = values.stream()
                .map(value -> definitions
                        .listOf(value, Definitions.UNPACKING)
                        .map(list -> calls.elements(list, types.getOrDefault(list, ValueType.ANY)))
                        .orElseGet(() -> types.getOrDefault(value, ValueType.ANY)))
                .reduce(ValueType::or)
                .orElse(ValueType.ANY);
        return content.isChangedInside() && joined.can(ValueType.TABLE | ValueType.STATUS) ? ValueType.ANY : joined;
    }

    /** What is in a table of a local, or in one that a function of the script returns. */
    private Optional<StoredValues.Content> content(Expression table) {
        if (calls.changesTables()) {
            return Optional.empty();
        }
        Optional<StoredValues.Content> own = stored.of(table);
        if (own.isPresent()) {
            return own;
        }
        boolean unchanged = table instanceof Expression.Call || definitions.isUnchanged(table);
        return unchanged && definitions.resolved(table) instanceof Expression.Call call
                ? function(call.callee()).flatMap(stored::returnedBy)
                : Optional.empty();
    }

    /** Behind an operation that fails with what is not there, a local is there. */
    private void needed(Expression value) {
        if (value instanceof Expression.Variable reference) {
            bindings.variable(reference).ifPresent(variable -> {
                ValueType before = known.getOrDefault(variable, ValueType.ANY);
                if (before.can(ValueType.FALSY) && before.kinds() != ValueType.ALL) {
                    learn(variable, before.narrowed(ValueType.ALL & ~ValueType.FALSY));
                }
            });
        }
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        calls.needed(node).forEach(this::needed);
        readElements(node);
        ValueType first = node.arguments().isEmpty()
                ? ValueType.ANY
                : types.getOrDefault(node.arguments().get(0), ValueType.ANY);
        ValueType reply = calls.result(node, first, missing(node));
        give(node, reply.kinds() == ValueType.ALL ? called(node) : reply);
    }

    /** Notes a table that is used as a list, and of which all places are texts. */
    final void readNames(Expression list) {
        boolean named = content(list)
                .filter(content -> !content.isOpen()
                        && !(content.elements().isEmpty() && content.fields().isEmpty()))
                .filter(content -> content.elements().stream()
                        .allMatch(element -> element.key().filter(this::isText).isPresent()))
                .isPresent();
        if ((named || isDeclaredWithNames(list)) && reachable) {
            named().add(list);
        } else {
            named().remove(list);
        }
    }

    private boolean isText(Expression key) {
        ValueType type = types.getOrDefault(key, ValueType.ANY);
        return type.can(ValueType.STRING) && type.isOnly(ValueType.STRING | ValueType.FALSY);
    }

    /** Whether an argument is declared as a table with names. */
    abstract boolean isDeclaredWithNames(Expression table);

    /** Notes what the elements are of a list that a function of {@code table}, or {@code unpack}, goes through. */
    private void readElements(Expression.Call call) {
        boolean reads = bindings.isGlobal(call.callee(), "unpack")
                || bindings.isGlobal(call.callee(), "ipairs")
                || (call.callee() instanceof Expression.Member member && bindings.isGlobal(member.object(), "table"));
        if (reads && !call.arguments().isEmpty()) {
            readElementsOf(call.arguments().get(0));
        }
    }

    final void readElementsOf(Expression list) {
        if (list instanceof Expression.Variable || list instanceof Expression.Call) {
            readNames(list);
            ValueType element = questioned(list, element(list, false, list.start()));
            if (element.kinds() == ValueType.ALL) {
                elements.remove(list);
            } else {
                elements.put(list, element);
            }
        }
    }

    /** The command whose reply is false for what is not there, in {@code tonumber(reply or '')}; empty if it is none. */
    private String missing(Expression.Call call) {
        return call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Expression.Binary choice
                        && choice.operator() == BinaryOperator.OR
                        && choice.right() instanceof Expression.Str word
                        && LuaNumber.isNone(word.value())
                        && types.getOrDefault(choice.left(), ValueType.ANY).can(ValueType.FALSE)
                ? types.getOrDefault(choice.left(), ValueType.ANY).command()
                : "";
    }

    /** What a call returns first that is none of the sandbox. */
    abstract ValueType called(Expression.Call node);

    @Override
    protected void visit(Expression.MethodCall node) {
        ValueType object = result;
        super.visit(node);
        boolean text = object.can(ValueType.STRING) && object.isOnly(ValueType.STRING | ValueType.FALSY);
        give(node, text ? calls.method(node.method().text()) : ValueType.ANY);
    }

    @Override
    protected void visit(Expression.Unary node) {
        walk(node.operand());
        if (node.operator() == UnaryOperator.LENGTH) {
            readNames(node.operand());
        }
        if (node.operator() != UnaryOperator.NOT && calls.changesTables() && result.can(ValueType.TABLE)) {
            give(node, ValueType.ANY);
            return;
        }
        give(node, ValueType.of(node.operator() == UnaryOperator.NOT ? ValueType.BOOLEAN : ValueType.NUMBER));
    }

    @Override
    protected void visit(Expression.Binary node) {
        ValueType left = result;
        BinaryOperator operator = node.operator();
        if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
            boolean and = operator == BinaryOperator.AND;
            Map<Variable, ValueType> before = new HashMap<>(known);
            boolean reached = reachable;
            narrow(node.left(), and);
            ValueType right = evaluate(node.right());
            known = before;
            reachable = reached;
            boolean text = !and && node.right() instanceof Expression.Str;
            int kept = and ? ValueType.FALSY : ValueType.ALL & ~ValueType.FALSY;
            if (!left.can(ValueType.ALL & ~kept)) {
                give(node, left); // the right side is never reached
            } else {
                ValueType both = left.can(kept) ? left.narrowed(kept).or(right) : right;
                give(node, text && left.can(kept) ? new ValueType(both.kinds(), left.command()) : both);
            }
            return;
        }
        walk(node.right());
        switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER, CONCAT, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
                needed(node.left());
                needed(node.right());
            }
            default -> {}
        }
        boolean own = calls.changesTables()
                && (left.can(ValueType.TABLE)
                        || types.getOrDefault(node.right(), ValueType.ANY).can(ValueType.TABLE));
        if (own && operator != BinaryOperator.EQUAL && operator != BinaryOperator.NOT_EQUAL) {
            give(node, ValueType.ANY); // a function of the script may do it
            return;
        }
        give(
                node,
                ValueType.of(
                        switch (operator) {
                            case CONCAT -> ValueType.STRING;
                            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> ValueType.NUMBER;
                            default -> ValueType.BOOLEAN;
                        }));
    }

    @Override
    protected void visit(Expression.Parenthesized node) {
        give(node, evaluate(node.inner()));
    }

    @Override
    protected void visit(Expression.Table node) {
        for (TableField field : node.fields()) {
            visit(field);
        }
        give(node, ValueType.of(ValueType.TABLE));
    }

    /** Learns from a condition that it holds, or that it doesn't. */
    final void narrow(Expression condition, boolean holds) {
        learn(Conditions.facts(condition, holds, this));
    }

    /** Takes over the kinds that remain for some locals. */
    final void learn(Map<Variable, Integer> facts) {
        facts.forEach((variable, kinds) -> {
            ValueType before = known.getOrDefault(variable, ValueType.ANY);
            if ((before.kinds() & kinds) == 0) {
                reachable = false; // it is never so
            }
            learn(variable, before.narrowed(kinds));
            told(variable, before.narrowed(kinds));
        });
    }

    /** What is known of a local tells something of another one. */
    abstract void told(Variable variable, ValueType type);
}
