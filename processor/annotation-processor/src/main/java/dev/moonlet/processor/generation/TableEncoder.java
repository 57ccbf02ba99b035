package dev.moonlet.processor.generation;

import com.palantir.javapoet.CodeBlock;
import dev.moonlet.processor.model.ArgumentEncoding;
import java.util.stream.Stream;

/** Writes a function that adds a value to a table. */
final class TableEncoder implements ArgumentEncoding.ValueVisitor<CodeBlock> {

    private final ValueConstants constants;
    private final TableWriters tables;
    private final String prefix;
    private final int depth;
    private final String array;
    private final String values;

    /**
     * An encoder.
     *
     * @param tables the methods that write records
     * @param prefix what the names of lambda parameters begin with
     * @param depth how many lambdas are around it, and itself
     */
    TableEncoder(ValueConstants constants, TableWriters tables, String prefix, int depth) {
        this.constants = constants;
        this.tables = tables;
        this.prefix = prefix;
        this.depth = depth;
        this.array = lambdaName(prefix, "array", depth);
        this.values = lambdaName(prefix, "values", depth);
    }

    private TableEncoder inner() {
        return new TableEncoder(constants, tables, prefix, depth + 1);
    }

    @Override
    public CodeBlock scalar(ArgumentEncoding.Scalar scalar) {
        return CodeBlock.of("$T::$L", RuntimeTypes.JSON_TABLE, scalar.method());
    }

    @Override
    public CodeBlock coded(ArgumentEncoding.Coded coded) {
        return CodeBlock.of(
                "$T.coding($L,$W$L)",
                RuntimeTypes.JSON_TABLE,
                constants.codec(coded.codec()),
                coded.value().acceptValue(this));
    }

    @Override
    public CodeBlock json(ArgumentEncoding.Json json) {
        return CodeBlock.of(
                "($L, $L) ->$W$L.$L($L, this.$L,$W$L)",
                array,
                values,
                array,
                json.form().notation(),
                values,
                json.form().notation(),
                constants.jsonType(json.type()));
    }

    @Override
    public CodeBlock array(ArgumentEncoding.ArrayOf inner) {
        return CodeBlock.of(
                "($L, $L) ->$W$L.array($L,$W$L)",
                array,
                values,
                array,
                iterable(CodeBlock.of(values), inner.container()),
                inner.element().acceptValue(inner()));
    }

    @Override
    public CodeBlock record(ArgumentEncoding.RecordOf record) {
        return tables.writer(record);
    }

    @Override
    public CodeBlock map(ArgumentEncoding.MapOf map) {
        return CodeBlock.of(
                "($L, $L) ->$W$L.map($L,$W$L)",
                array,
                values,
                array,
                values,
                map.value().acceptValue(inner()));
    }

    /** {@code array}, and inside of a lambda with that one {@code innerArray}. */
    static String lambdaName(String prefix, String name, int depth) {
        String inner = "inner".repeat(depth - 1);
        return prefix + (inner.isEmpty() ? name : inner + Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    /** What is in a container, as something that can be iterated. */
    static CodeBlock iterable(CodeBlock value, ArgumentEncoding.Container container) {
        return switch (container) {
            case ITERABLE -> value;
            case ARRAY -> CodeBlock.of("$T.of($L)", RuntimeTypes.ARRAY_VALUES, value);
            case OPTIONAL -> CodeBlock.of("$L.stream().toList()", value);
            case NULLABLE -> CodeBlock.of("$T.ofNullable($L).toList()", Stream.class, value);
        };
    }
}
