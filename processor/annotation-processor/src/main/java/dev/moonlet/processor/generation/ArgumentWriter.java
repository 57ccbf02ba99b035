package dev.moonlet.processor.generation;

import com.palantir.javapoet.CodeBlock;
import dev.moonlet.processor.model.ArgumentEncoding;
import dev.moonlet.processor.model.BoundParameter;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes the calls that add parameters to a call of a script. */
final class ArgumentWriter {

    private static final Pattern LAMBDA_NAME =
            Pattern.compile("_*(inner)*(call|name|value|array|values)", Pattern.CASE_INSENSITIVE);

    private static final int PARTS_ON_A_LINE = 2;

    private final ValueConstants constants;
    private final TableWriters tables;

    /** What the names of lambda parameters begin with, so that no parameter of the method has them. */
    private String prefix = "";

    /** The names that the method has taken. */
    private Set<String> names = Set.of();

    ArgumentWriter(ValueConstants constants, TableWriters tables) {
        this.constants = constants;
        this.tables = tables;
    }

    /** The parameter of the lambda that makes the call for one shard. */
    static String shardName(Set<String> taken) {
        return ReaderNames.free("shard", taken);
    }

    /** {@code .string("name", name)} */
    CodeBlock added(BoundParameter parameter, Set<String> taken) {
        names = taken;
        prefix = taken.stream()
                .filter(name -> LAMBDA_NAME.matcher(name).matches())
                .map(name -> name.replaceAll("[^_]", "") + "_")
                .max(Comparator.naturalOrder())
                .orElse("");
        return parameter.encoding().accept(new Entry(parameter));
    }

    /** How a key or an argument is added to a call. */
    private final class Entry implements ArgumentEncoding.Visitor<CodeBlock> {

        private final String name;
        private final CodeBlock value;

        Entry(BoundParameter parameter) {
            this.name =
                    parameter.parameter().isEmpty() ? parameter.declaration().name() : parameter.parameter();
            String[] path = name.split("\\.", -1);
            CodeBlock.Builder access = CodeBlock.builder().add("$N", path[0]);
            for (int component = 1; component < path.length; component++) {
                access.add(".$N()", path[component]);
            }
            this.value = access.build();
        }

        @Override
        public CodeBlock absent(ArgumentEncoding.Absent absent) {
            return CodeBlock.of(".absent($S)", name);
        }

        @Override
        public CodeBlock constant(ArgumentEncoding.Constant constant) {
            CodeBlock literal = constant.value() instanceof String text
                    ? CodeBlock.of("$S", text)
                    : CodeBlock.of(constant.value() instanceof Long ? "$LL" : "$L", constant.value());
            return constant.method().equals("optionalString")
                    ? CodeBlock.of(".optionalString($S, $L, $T::string)", name, literal, RuntimeTypes.SCRIPT_CALL)
                    : CodeBlock.of(".$L($S, $L)", constant.method(), name, literal);
        }

        @Override
        public CodeBlock computed(ArgumentEncoding.Computed computed) {
            String key = lambdaName("call", 1);
            String separator = computed.parts().size() > PARTS_ON_A_LINE ? "\n" : "";
            CodeBlock.Builder parts = CodeBlock.builder().add("$L$>$>", key);
            for (ArgumentEncoding.Part part : computed.parts()) {
                parts.add(separator);
                if (part instanceof ArgumentEncoding.Part.Value value) {
                    parts.add(value.parameter().encoding().accept(new Entry(value.parameter())));
                } else if (part instanceof ArgumentEncoding.Part.Literal literal) {
                    parts.add(".string($S, $S)", name, literal.text());
                }
            }
            return CodeBlock.of(
                    ".computedKey($S, $L ->$W$L)", name, key, parts.add("$<$<").build());
        }

        @Override
        public CodeBlock shard(ArgumentEncoding.Shard shard) {
            return CodeBlock.of(".string($S, $N)", name, shardName(names));
        }

        @Override
        public CodeBlock rest(ArgumentEncoding.RestOf rest) {
            return CodeBlock.of(
                    ".rest($S, $L,$W$L)",
                    name,
                    TableEncoder.iterable(value, rest.container()),
                    encoder(rest.element(), 1));
        }

        @Override
        public CodeBlock optional(ArgumentEncoding.OptionalOf optional) {
            return CodeBlock.of(
                    ".$L$L($S, $L,$W$L)",
                    optional.method(),
                    optional.wrapped() ? "Of" : "",
                    name,
                    value,
                    encoder(optional.value(), 1));
        }

        @Override
        public CodeBlock value(ArgumentEncoding.OfValue encoding) {
            return CodeBlock.of(".$L", encoding.acceptValue(new Addition(CodeBlock.of("$S", name), value, 1)));
        }
    }

    /** {@code string("name", name)}: how a value is added to a call. */
    private final class Addition implements ArgumentEncoding.ValueVisitor<CodeBlock> {

        private final CodeBlock name;
        private final CodeBlock value;
        private final int depth;

        Addition(CodeBlock name, CodeBlock value, int depth) {
            this.name = name;
            this.value = value;
            this.depth = depth;
        }

        @Override
        public CodeBlock scalar(ArgumentEncoding.Scalar scalar) {
            return CodeBlock.of("$L($L, $L)", scalar.method(), name, value);
        }

        @Override
        public CodeBlock array(ArgumentEncoding.ArrayOf array) {
            return CodeBlock.of(
                    "array($L, $L,$W$L)",
                    name,
                    TableEncoder.iterable(value, array.container()),
                    array.element().acceptValue(tableEncoder(depth)));
        }

        @Override
        public CodeBlock record(ArgumentEncoding.RecordOf record) {
            return CodeBlock.of("table($L, $L,$W$L)", name, value, record.acceptValue(tableEncoder(depth)));
        }

        @Override
        public CodeBlock map(ArgumentEncoding.MapOf map) {
            return CodeBlock.of("table($L, $L,$W$L)", name, value, map.acceptValue(tableEncoder(depth)));
        }

        @Override
        public CodeBlock json(ArgumentEncoding.Json json) {
            String form = json.form().notation();
            return CodeBlock.of("$L($L, $L, this.$L,$W$L)", form, name, value, form, constants.jsonType(json.type()));
        }

        @Override
        public CodeBlock coded(ArgumentEncoding.Coded coded) {
            return CodeBlock.of(
                    "coded($L, $L, $L,$W$L)",
                    name,
                    value,
                    constants.codec(coded.codec()),
                    encoder(coded.value(), depth));
        }
    }

    private CodeBlock encoder(ArgumentEncoding.OfValue encoding, int depth) {
        return encoding.acceptValue(new Encoder(depth));
    }

    /** A function that adds a value to a call. */
    private final class Encoder implements ArgumentEncoding.ValueVisitor<CodeBlock> {

        private final int depth;

        Encoder(int depth) {
            this.depth = depth;
        }

        @Override
        public CodeBlock scalar(ArgumentEncoding.Scalar scalar) {
            return CodeBlock.of("$T::$L", RuntimeTypes.SCRIPT_CALL, scalar.method());
        }

        @Override
        public CodeBlock coded(ArgumentEncoding.Coded coded) {
            return CodeBlock.of(
                    "$T.coding($L,$W$L)",
                    RuntimeTypes.SCRIPT_CALL,
                    constants.codec(coded.codec()),
                    encoder(coded.value(), depth));
        }

        @Override
        public CodeBlock array(ArgumentEncoding.ArrayOf array) {
            return adding(array);
        }

        @Override
        public CodeBlock json(ArgumentEncoding.Json json) {
            return adding(json);
        }

        @Override
        public CodeBlock record(ArgumentEncoding.RecordOf record) {
            return adding(record);
        }

        @Override
        public CodeBlock map(ArgumentEncoding.MapOf map) {
            return adding(map);
        }

        private CodeBlock adding(ArgumentEncoding.OfValue encoding) {
            String call = lambdaName("call", depth);
            String name = lambdaName("name", depth);
            String value = lambdaName("value", depth);
            return CodeBlock.of(
                    "($L, $L, $L) ->$W$L.$L",
                    call,
                    name,
                    value,
                    call,
                    encoding.acceptValue(new Addition(CodeBlock.of(name), CodeBlock.of(value), depth + 1)));
        }
    }

    private String lambdaName(String name, int depth) {
        return TableEncoder.lambdaName(prefix, name, depth);
    }

    private TableEncoder tableEncoder(int depth) {
        return new TableEncoder(constants, tables, prefix, depth);
    }
}
