package dev.moonlet.script.link;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A linked text whose records are made as the reply has them, so that nothing is left to encode behind the script. It is one in which
 * all tables that the script can return are constructors of records, or lists to which nothing but those is added, and which nothing
 * else reads.
 */
public final class WireForm {

    private static final Pattern END =
            Pattern.compile("\nend\\)\\((\\.\\.\\.)?\\)\n(if type\\(result\\) .*\n)?return result\n");

    private static final String RESULT = "result";

    /** The field of an error. */
    static final String ERROR = "err";

    private static final Set<LuaType> SENT_AS_THEY_ARE = Set.of(
            LuaType.Scalar.STRING,
            LuaType.Scalar.STATUS,
            LuaType.Scalar.INTEGER,
            LuaType.Scalar.INT64,
            LuaType.Scalar.MILLISECONDS,
            LuaType.Scalar.SECONDS,
            LuaType.Scalar.ANY);

    /**
     * A text in that form.
     *
     * @param text the text
     * @param line the line before which lines were added
     * @param added how many lines were added
     */
    record Text(String text, int line, int added) {

        /** Where the lines come from, given where those of the text before come from. */
        List<LinkedText.Run> runs(List<LinkedText.Run> before) {
            return before.stream()
                    .map(run -> run.linkedLine() <= line
                            ? run
                            : new LinkedText.Run(run.linkedLine() + added, run.splice(), run.line(), run.copied()))
                    .toList();
        }
    }

    /** What replaces a part of the text. */
    private record Edit(int start, int end, String text) {}

    private final Chunk chunk;
    private final Bindings bindings;
    private final LuaType.Table type;
    private final Statement.Local result;
    private final ReturnedRecords returned;
    private final List<Edit> edits = new ArrayList<>();
    private final Set<String> helpers = new LinkedHashSet<>();
    private boolean possible = true;

    /** Whether a linked text, or a part of it, has that form. */
    public static boolean isIn(String text) {
        return END.matcher(text).find();
    }

    private WireForm(Chunk chunk, LuaType.Table type, boolean many, Statement.Local result, FunctionBody script) {
        this.chunk = chunk;
        this.bindings = ScopeResolver.resolve(chunk.block());
        this.type = type;
        this.result = result;
        this.returned = new ReturnedRecords(script, bindings, many);
    }

    /** Whether results of a type are records, or lists of them, that could be made so. */
    static boolean mayHaveOne(LuaType declared) {
        return record(declared)
                .filter(type -> type.fields().stream().allMatch(WireForm::isSimple))
                .isPresent();
    }

    private static Optional<LuaType.Table> record(LuaType declared) {
        LuaType whole = declared.present();
        LuaType each = whole instanceof LuaType.Array array ? array.element() : whole;
        return each instanceof LuaType.Table table ? Optional.of(table) : Optional.empty();
    }

    /**
     * The text in that form; empty if it has none.
     *
     * @param chunk the linked text, whose script is a function that is called for its result
     * @param declared the type of the result, of which {@link #mayHaveOne} is true
     */
    static Optional<Text> of(Chunk chunk, LuaType declared) {
        LuaType whole = declared.present();
        LuaType.Table record = record(declared).orElseThrow();
        for (Statement statement : chunk.block().statements()) {
            if (statement instanceof Statement.Local local
                    && local.names().get(0).text().equals(RESULT)
                    && local.values().get(0) instanceof Expression.Call call
                    && call.callee() instanceof Expression.Parenthesized inner
                    && inner.inner() instanceof Expression.Function function) {
                return new WireForm(chunk, record, whole != record, local, function.body()).text();
            }
        }
        return Optional.empty();
    }

    private static boolean isSimple(LuaType.Field field) {
        LuaType present = field.type().present();
        return !field.name().equals(ERROR)
                && (SENT_AS_THEY_ARE.contains(present)
                        || present == LuaType.Scalar.NUMBER
                        || present == LuaType.Scalar.BOOLEAN);
    }

    private Optional<Text> text() {
        if (returned.records().isEmpty()) {
            return Optional.empty();
        }
        returned.records().forEach(this::edit);
        return possible ? Optional.of(edited()) : Optional.empty();
    }

    private Text edited() {
        String text = chunk.file().text();
        StringBuilder edited = new StringBuilder(text.substring(0, result.start()));
        helpers.forEach(edited::append);
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        int copied = result.start();
        for (Edit edit : edits) {
            edited.append(text, copied, edit.start()).append(edit.text());
            copied = edit.end();
        }
        edited.append(text, copied, result.end()).append('\n');
        if (returned.mayHaveHoles()) {
            edited.append(
                    "if type(result) == 'table' then for i = 1, #result do result[i] = result[i] or false end end\n");
        }
        edited.append("return result\n");
        int added = (int) helpers.stream().flatMap(String::lines).count();
        return new Text(edited.toString(), chunk.file().line(result.start()), added);
    }

    /** Writes a record by position. */
    private void edit(Expression.Table table) {
        List<Integer> indexes = table.fields().stream()
                .map(field -> field instanceof TableField.Named named
                        ? index(named.name().text())
                        : -1)
                .toList();
        if (indexes.contains(-1) || new HashSet<>(indexes).size() < indexes.size()) {
            possible = false;
        } else if (isAscending(indexes)) {
            editInOrder(table, indexes);
        } else {
            editByIndex(table, indexes);
        }
    }

    private static boolean isAscending(List<Integer> indexes) {
        for (int i = 1; i < indexes.size(); i++) {
            if (indexes.get(i) < indexes.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    private void editInOrder(Expression.Table table, List<Integer> indexes) {
        int next = 0;
        int end = table.start() + 1;
        for (int i = 0; i < indexes.size(); i++) {
            encode(table.fields().get(i), indexes.get(i), "false, ".repeat(indexes.get(i) - next));
            next = indexes.get(i) + 1;
            end = table.fields().get(i).value().end();
        }
        String missing = ", false".repeat(type.fields().size() - next);
        edits.add(new Edit(end, end, next == 0 ? missing.substring(1) : missing));
    }

    /** Writes a record whose fields have another order than their positions: they are evaluated in the order in which they stand. */
    private void editByIndex(Expression.Table table, List<Integer> indexes) {
        for (int i = 0; i < indexes.size(); i++) {
            encode(table.fields().get(i), indexes.get(i), key(indexes.get(i)));
        }
        StringBuilder missing = new StringBuilder();
        for (int i = 0; i < type.fields().size(); i++) {
            if (!indexes.contains(i)) {
                missing.append(", ").append(key(i)).append("false");
            }
        }
        int end = table.fields().get(indexes.size() - 1).value().end();
        edits.add(new Edit(end, end, missing.toString()));
    }

    private static String key(int index) {
        return "[" + (index + 1) + "] = ";
    }

    private int index(String name) {
        for (int i = 0; i < type.fields().size(); i++) {
            if (type.fields().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Writes a field.
     *
     * @param before what is written before it, in place of its name
     */
    private void encode(TableField field, int index, String before) {
        Expression value = field.value();
        LuaType declared = type.fields().get(index).type().present();
        if (declared == LuaType.Scalar.BOOLEAN && value instanceof Expression.Bool literal) {
            edits.add(new Edit(field.start(), value.end(), before + (literal.value() ? "1" : "0") + lineEnds(field)));
            return;
        }
        String begin = "";
        String end = ValueKinds.isNumber(value) || ValueKinds.isText(value) ? "" : " or false";
        if (declared == LuaType.Scalar.NUMBER && !ValueKinds.isText(value)) {
            boolean inline = ValueKinds.isNumber(value) && !isTaken("string");
            begin = inline ? "string.format('%.17g', " : helper("number", LuaResultTexts.NUMBER) + "(";
            end = ")" + end;
        } else if (declared == LuaType.Scalar.BOOLEAN && ValueKinds.isTruth(value)) {
            begin = "(";
            end = ") and 1 or 0";
        } else if (declared == LuaType.Scalar.BOOLEAN) {
            begin = helper("boolean", LuaResultTexts.BOOLEAN) + "(";
            end = ")" + end;
        }
        edits.add(new Edit(field.start(), value.start(), before + lineEnds(field) + begin));
        edits.add(new Edit(value.end(), value.end(), end));
    }

    /** The line ends between the name of a field and its value: a line stays a line. */
    private String lineEnds(TableField field) {
        String between =
                chunk.file().text().substring(field.start(), field.value().start());
        return "\n".repeat((int) between.chars().filter(c -> c == '\n').count());
    }

    /** The name of a function in front of the script. */
    private String helper(String name, String function) {
        String free = name;
        while (isTaken(free)) {
            free += "_";
        }
        helpers.add(function.replace("function " + name, "function " + free));
        return free;
    }

    private boolean isTaken(String name) {
        return bindings.variables().stream()
                        .anyMatch(variable -> variable.name().equals(name) && isInScript(variable))
                || bindings.globalReads().stream()
                        .anyMatch(global -> global.name().equals(name) && !name.equals("string"))
                || bindings.globalWrites().stream()
                        .anyMatch(global -> global.name().equals(name));
    }

    /** The functions behind the script, which are left out, have names too. */
    private boolean isInScript(Variable variable) {
        return variable.declaration().start() < result.end();
    }
}
