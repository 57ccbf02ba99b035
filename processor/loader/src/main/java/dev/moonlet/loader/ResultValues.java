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
        if (type instanceof LuaType.Optional optional) {
            return reply.skipNil() ? null : value(reply, optional.type(), path);
        }
        if (type instanceof LuaType.Array array) {
            return reply.<@Nullable Object>list(path, element -> value(element, array.element(), ""));
        }
        if (type instanceof LuaType.Map map) {
            return reply.<@Nullable Object>map(path, value -> value(value, map.value(), ""));
        }
        if (type instanceof LuaType.Tuple tuple) {
            return reply.at(path, fields -> tuple(fields, tuple));
        }
        if (type instanceof LuaType.Table table) {
            return reply.at(path, fields -> table(fields, table));
        }
        return type instanceof LuaType.Scalar scalar ? scalar(reply, scalar, path) : reply.any(path);
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

    private static @Nullable Object scalar(Reply reply, LuaType.Scalar type, String path) {
        return switch (type) {
            case STRING, STATUS -> reply.string(path);
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
}
