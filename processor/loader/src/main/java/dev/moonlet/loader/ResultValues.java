package dev.moonlet.loader;

import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.script.LuaType;
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

    static ReplyDecoder<@Nullable Object> decoder(LuaType type) {
        return reply -> value(reply, type, "");
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
