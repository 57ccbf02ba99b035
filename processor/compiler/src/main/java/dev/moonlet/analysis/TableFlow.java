package dev.moonlet.analysis;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of {@link FlowAnalyzer} that knows what is in tables: fields, elements, and what the script puts into its own. */
abstract class TableFlow extends Walker {

    final Bindings bindings;
    final Definitions definitions;
    final CallTypes calls;
    final ListTypes lists;

    /** What the tables of the script hold. */
    final StoredValues stored;

    final IdentityHashMap<Expression, ValueType> types = new IdentityHashMap<>();

    /** What the elements of lists are, where functions go through them. */
    final IdentityHashMap<Expression, ValueType> elements = new IdentityHashMap<>();

    /** Whether what comes next can be reached. */
    boolean reachable = true;

    /** Tables that are used as lists, and of which all places are texts. */
    private final Set<Expression> named = Collections.newSetFromMap(new IdentityHashMap<>());

    TableFlow(Bindings bindings, Definitions definitions, CallTypes calls, StoredValues stored) {
        this.bindings = bindings;
        this.definitions = definitions;
        this.calls = calls;
        this.lists = calls.lists();
        this.stored = stored;
    }

    final Set<Expression> named() {
        return named;
    }

    /** The function that a callee is, if that is certain. */
    abstract Optional<FunctionBody> function(Expression callee);

    /** What a field is to which one value is ever assigned, or none. */
    final ValueType field(Expression node) {
        boolean none = FieldAccess.of(node)
                .filter(access -> !lists.isAskedForFields(access.table()))
                .flatMap(access -> definitions.table(access.table()).map(content -> !content.mayHave(access.name())))
                .orElse(false);
        if ((none || isLeftOutByCallers(node)) && !lists.changesTables()) {
            return ValueType.of(ValueType.NIL);
        }
        Optional<FieldAccess> field = FieldAccess.of(node).filter(access -> !lists.isAskedForFields(access.table()));
        Optional<ValueType> own = field.flatMap(access -> definitions.field(access.table(), access.name()))
                .filter(value -> value.start() < node.start()) // what is put later may not be known yet
                .map(value -> {
                    ValueType type = types.getOrDefault(value, ValueType.ANY);
                    return mayNotHaveRun(value) ? ValueType.of(type.orNil().kinds()) : type;
                });
        return own.or(() -> field.flatMap(this::returnedField)
                        .filter(value -> value.start() < node.start())
                        .map(value -> types.getOrDefault(value, ValueType.ANY)))
                .filter(value -> !value.can(ValueType.TABLE | ValueType.STATUS))
                .orElse(ValueType.ANY);
    }

    /** Whether something is assigned by a function that is not around this place, and that may not have run before it. */
    abstract boolean mayNotHaveRun(Expression value);

    /** Whether each call of a function gives it a table without this field. */
    private boolean isLeftOutByCallers(Expression node) {
        return FieldAccess.of(node)
                .filter(access -> access.table() instanceof Expression.Variable)
                .filter(access -> !lists.isAskedForFields(access.table()) && definitions.isUnchanged(access.table()))
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

    /** {@code t[#t + 1]}, where nothing is. */
    final boolean isBehind(Expression.Index index) {
        return index.object() instanceof Expression.Variable list
                && lists.isInput(list)
                && ListEnd.of(index.key())
                        .filter(end -> end.list() instanceof Expression.Variable same
                                && same.name().equals(list.name()))
                        .isPresent();
    }

    /** Whether no value is at a place of a list: {@code t[0]}, and behind the end of one that is written out. */
    final boolean isOutside(Expression.Index index) {
        if (!(index.key() instanceof Expression.Numeral place) || lists.changesTables()) {
            return false;
        }
        boolean declared = place.value() < 1
                && !(declaredList(index).kinds() == ValueType.ALL)
                && index.object() instanceof Expression.Variable list
                && !lists.isQuestioned(list);
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
    final ValueType stored(Expression place) {
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
    final ValueType questioned(Expression table, ValueType type) {
        return type.can(ValueType.FALSY) && lists.isQuestioned(table) ? ValueType.of(type.kinds()) : type;
    }

    private ValueType field(StoredValues.Content content, String name, int place) {
        List<StoredValues.Stored> values = content.fields().getOrDefault(name, List.of());
        if (content.isOpen()) {
            return ValueType.ANY;
        }
        if (values.isEmpty()) {
            return content.elements().isEmpty()
                    ? ValueType.of(ValueType.NIL)
                    : joined(content, elements(content), place).orNil();
        }
        ValueType all =
                joined(content, values.stream().map(StoredValues.Stored::value).toList(), place);
        if (!content.elements().isEmpty()) {
            all = all.or(joined(content, elements(content), place));
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
        return joined(content.get(), values, place).withoutNil();
    }

    private static List<Expression> elements(StoredValues.Content content) {
        return content.elements().stream().map(StoredValues.Element::value).toList();
    }

    /** What all of some values are. Of one that is put behind a place, nothing is known there: it may come from the last pass of a loop. */
    private ValueType joined(StoredValues.Content content, List<Expression> values, int place) {
        if (values.stream().anyMatch(value -> value.start() > place)) {
            return ValueType.ANY;
        }
        ValueType joined = values.stream()
                .map(value -> definitions
                        .listOf(value, Definitions.UNPACKING)
                        .map(list -> lists.elements(list, types.getOrDefault(list, ValueType.ANY)))
                        .orElseGet(() -> types.getOrDefault(value, ValueType.ANY)))
                .reduce(ValueType::or)
                .orElse(ValueType.ANY);
        return content.isChangedInside() && joined.can(ValueType.TABLE | ValueType.STATUS) ? ValueType.ANY : joined;
    }

    /** What a local is by its own definition: another name of the same table may be used to change it. */
    private Expression own(Expression table) {
        Optional<Variable> local =
                table instanceof Expression.Variable name ? bindings.variable(name) : Optional.empty();
        return definitions.resolved(table, other -> local.filter(other::equals).isEmpty());
    }

    /** What is in a table of a local, or in one that a function of the script returns. */
    private Optional<StoredValues.Content> content(Expression table) {
        if (lists.changesTables()) {
            return Optional.empty();
        }
        Optional<StoredValues.Content> own = stored.of(table);
        if (own.isPresent()) {
            return own;
        }
        boolean unchanged =
                table instanceof Expression.Call || (definitions.isUnchanged(table) && !stored.isChangedInside(table));
        return unchanged && own(table) instanceof Expression.Call call
                ? function(call.callee()).flatMap(stored::returnedBy)
                : Optional.empty();
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
    final void readElements(Expression.Call call) {
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
}
