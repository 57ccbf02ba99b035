package dev.moonlet.loader;

import dev.moonlet.codegen.FailureValue;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.Shapes;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.UnionShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads results of a declared type into values that any Java program has. */
@SuppressWarnings("NullAway") // it doesn't see in a class file that a type variable may be nullable
final class ResultValues {

    private ResultValues() {}

    /**
     * A decoder of the result.
     *
     * @param errors the values that stand for failures
     */
    static ReplyDecoder<@Nullable Object> decoder(LuaType type, List<ReturnedError> errors) {
        Shapes<@Nullable Object> shapes = new Shapes<>();
        boolean text = ReturnedError.areText(type);
        errors.forEach(error -> shapes.failure(value(error, text), error.name(), error.text()));
        return shapes.other(reply -> value(reply, type, ""));
    }

    private static FailureValue value(ReturnedError error, boolean text) {
        return switch (error.kind()) {
            case INTEGER ->
                text
                        ? FailureValue.number(Long.parseLong(error.code()))
                        : FailureValue.integer(Long.parseLong(error.code()));
            case STRING -> FailureValue.string(error.code());
            case NIL -> FailureValue.nil();
        };
    }

    private static @Nullable Object value(Reply reply, LuaType type, String path) {
        return type.accept(new Reader(reply, path));
    }

    /** Reads a value at a path of a reply. */
    private record Reader(Reply reply, String path) implements LuaType.Visitor<@Nullable Object> {

        @Override
        public @Nullable Object scalar(LuaType.Scalar type) {
            return switch (type) {
                case STRING, STATUS -> reply.string(path);
                case INT64 -> reply.int64(path);
                case INTEGER -> reply.integer(path);
                case NUMBER -> reply.number(path);
                case BOOLEAN -> reply.bool(path);
                case MILLISECONDS -> reply.milliseconds(path);
                case SECONDS -> reply.seconds(path);
                case JSON -> reply.parsed(path, "JSON", JsonText::parse);
                case MSGPACK -> reply.optionalMsgpack(path, PlainMsgpack.CODEC, PlainMsgpack.TYPE);
                case ANY -> reply.any(path);
                case NIL -> {
                    reply.discard();
                    yield null;
                }
            };
        }

        @Override
        public @Nullable Object optional(LuaType.Optional type) {
            return reply.skipNil() ? null : type.type().accept(this);
        }

        @Override
        public @Nullable Object array(LuaType.Array type) {
            return reply.<@Nullable Object>list(path, element -> value(element, type.element(), ""));
        }

        @Override
        public @Nullable Object map(LuaType.Map type) {
            return reply.<@Nullable Object>map(path, value -> value(value, type.value(), ""));
        }

        @Override
        public @Nullable Object pairs(LuaType.Pairs type) {
            return reply.<@Nullable Object, @Nullable Object>pairs(
                    path, key -> value(key, type.key(), ""), value -> value(value, type.value(), ""));
        }

        @Override
        public @Nullable Object union(LuaType.Union type) {
            Shapes<@Nullable Object> shapes = new Shapes<>();
            for (LuaType alternative : type.alternatives()) {
                ReplyDecoder<@Nullable Object> decoder = part -> value(part, alternative, "");
                if (alternative instanceof LuaType.Table && type.tables().size() > 1) {
                    shapes.tagged(decoder);
                } else {
                    switch (UnionShape.of(alternative)) {
                        case INTEGER -> shapes.integer(decoder);
                        case STRING -> shapes.string(decoder);
                        case ARRAY -> shapes.array(decoder);
                    }
                }
            }
            return reply.at(path, shapes);
        }

        @Override
        public @Nullable Object tuple(LuaType.Tuple type) {
            return reply.at(path, fields -> ResultValues.tuple(fields, type));
        }

        @Override
        public @Nullable Object table(LuaType.Table type) {
            return reply.at(path, fields -> ResultValues.table(fields, type));
        }
    }

    private static List<@Nullable Object> tuple(Reply reply, LuaType.Tuple type) {
        reply.fields(type.elements().size());
        List<@Nullable Object> values = new ArrayList<>();
        for (LuaType element : type.elements()) {
            values.add(value(reply, element, "[" + values.size() + "]"));
        }
        return Collections.unmodifiableList(values);
    }

    private static Map<String, @Nullable Object> table(Reply reply, LuaType.Table type) {
        reply.fields(type.fields().size());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (LuaType.Field field : type.fields()) {
            values.put(field.name(), value(reply, field.type(), "." + field.name()));
        }
        return Collections.unmodifiableMap(values);
    }
}
