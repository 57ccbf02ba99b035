package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.TableContent;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** JSON of a list that can be empty is returned: {@code cjson} makes an object of every empty table. */
final class EmptyListCheck implements Check {

    private static final String CODE = "empty-list-encoded";

    /** Tables in tables are followed no further. */
    private static final int MAX_DEPTH = 10;

    /** Commands that send a text to those who listen. */
    private static final Set<String> PUBLISHING = Set.of("PUBLISH", "SPUBLISH");

    /** Commands that reply as many elements as they are given words. */
    private static final Set<String> NEVER_EMPTY =
            Set.of("GEOHASH", "GEOPOS", "HMGET", "MGET", "SMISMEMBER", "TIME", "ZMSCORE");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> reported = new HashSet<>();
        Optional<FilledLists> lists = Optional.empty();
        if (script.chunk().file().text().contains("{}'")
                || script.chunk().file().text().contains("{}\"")) {
            return; // it asks for that
        }
        for (Expression.Call call : readOutside(script)) {
            if (reported.add(call.start())) {
                FilledLists known = lists.orElseGet(() -> FilledLists.of(script));
                lists = Optional.of(known);
                check(script, call.arguments().get(0), known, findings, 0);
            }
        }
    }

    /** The calls of {@code cjson.encode} whose text is returned, or published. */
    private static List<Expression.Call> readOutside(AnalyzedScript script) {
        List<Expression.Call> calls = new ArrayList<>();
        for (ResultValue value : script.results().values()) {
            if (value.type().present() == LuaType.Scalar.STRING || value.type() == LuaType.Scalar.ANY) {
                encoded(script, script.definitions().resolved(value.value()), calls, 0);
            }
        }
        for (CommandCall call : script.commands().all()) {
            if (PUBLISHING.contains(call.command()) && call.words().size() > 2) {
                encoded(
                        script,
                        script.definitions().resolved(call.words().get(2).expression()),
                        calls,
                        0);
            }
        }
        return calls;
    }

    /** The calls of {@code cjson.encode} that a text is, or is joined from. */
    private static void encoded(AnalyzedScript script, Expression text, List<Expression.Call> calls, int depth) {
        if (text instanceof Expression.Call call && isEncode(script, call)) {
            calls.add(call);
        } else if (text instanceof Expression.Binary joined
                && joined.operator() == BinaryOperator.CONCAT
                && depth < MAX_DEPTH) {
            encoded(script, joined.left(), calls, depth + 1);
            encoded(script, joined.right(), calls, depth + 1);
        }
    }

    private static boolean isEncode(AnalyzedScript script, Expression.Call call) {
        return call.callee() instanceof Expression.Member member
                && member.name().text().equals("encode")
                && script.bindings().isGlobal(member.object(), "cjson")
                && call.arguments().size() == 1;
    }

    private static void check(
            AnalyzedScript script, Expression value, FilledLists lists, Consumer<Diagnostic> findings, int depth) {
        if (value instanceof Expression.Table table && depth < MAX_DEPTH) {
            for (TableField field : table.fields()) {
                check(script, field.value(), lists, findings, depth + 1);
            }
            return;
        }
        Optional<TableContent> content = script.definitions()
                .table(value)
                .filter(table -> value instanceof Expression.Variable && !table.openNames() && depth < MAX_DEPTH);
        content.ifPresent(table -> table.named().forEach((name, values) -> {
            if (values.size() == 1 && !lists.askedFields.contains(name)) {
                check(script, values.get(0), lists, findings, depth + 1);
                if (isEmptyTable(values.get(0)) && lists.isFilledInside(value, name)) {
                    report(script, "this list", values.get(0), findings);
                }
            }
        }));
        ValueType type = script.types().of(value);
        boolean reply = type.isReply()
                && type.isOnly(ValueType.TABLE)
                && ReplyValues.elements(type.command()).isPresent()
                && !NEVER_EMPTY.contains(type.command());
        boolean asked = value instanceof Expression.Variable name
                && script.bindings()
                        .variable(name)
                        .filter(lists.asked::contains)
                        .isPresent();
        boolean filled = value instanceof Expression.Variable list
                && script.bindings()
                        .variable(list)
                        .filter(lists.certain::contains)
                        .isPresent();
        boolean told = filled || (reply && script.knownKeys().areThereFor(value));
        if (!asked && !told && (reply || isCollected(script, value))) {
            report(script, reply ? type.source() : "this list", value, findings);
        }
    }

    private static void report(AnalyzedScript script, String what, Expression list, Consumer<Diagnostic> findings) {
        findings.accept(script.warning(CODE, what + " can be empty, and cjson then makes {} of it, not []", list)
                .hint("return it as a list, or say what it is then: #list > 0 and cjson.encode(list) or '[]'"));
    }

    private static boolean isEmptyTable(Expression value) {
        return value instanceof Expression.Table constructor
                && constructor.fields().isEmpty();
    }

    /** Whether a local is a list that begins empty, and to which values are added under conditions or in loops alone. */
    private static boolean isCollected(AnalyzedScript script, Expression value) {
        return value instanceof Expression.Variable
                && isEmptyTable(script.definitions().resolved(value))
                && script.definitions()
                        .table(value)
                        .filter(content -> isList(content)
                                && (!content.openNames() || script.definitions().isOnlyStored(value)))
                        .isPresent();
    }

    private static boolean isList(TableContent content) {
        return content.named().isEmpty() && !content.appended().isEmpty();
    }
}
