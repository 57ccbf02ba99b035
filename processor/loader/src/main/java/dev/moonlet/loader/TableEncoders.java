package dev.moonlet.loader;

import dev.moonlet.codegen.JsonTable;
import dev.moonlet.script.LuaType;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What adds values of a type to a table. */
final class TableEncoders implements LuaType.Visitor<JsonTable.Encoder<Object>> {

    private final ArgumentConversions values;

    TableEncoders(ArgumentConversions values) {
        this.values = values;
    }

    /** What adds a value of a type to a table. */
    JsonTable.Encoder<Object> encoder(LuaType type) {
        return type.accept(this);
    }

    private JsonTable.Encoder<Object> ofField(LuaType type) {
        return new TableEncoders(values.ofField(type)).encoder(type);
    }

    @Override
    public JsonTable.Encoder<Object> optional(LuaType.Optional type) {
        return encoder(type.type());
    }

    @Override
    public JsonTable.Encoder<Object> array(LuaType.Array type) {
        return (array, value) -> array.array(values.elements(value), encoder(type.element()));
    }

    @Override
    public JsonTable.Encoder<Object> map(LuaType.Map type) {
        return (array, value) -> array.map(fields(value), ofField(type.value()));
    }

    @Override
    public JsonTable.Encoder<Object> tuple(LuaType.Tuple type) {
        return (array, value) -> {
            List<Object> elements = values.elements(value);
            if (elements.size() != type.elements().size()) {
                throw values.mismatch(value);
            }
            JsonTable tuple = new JsonTable();
            for (int i = 0; i < elements.size(); i++) {
                tuple.element(elements.get(i), encoder(type.elements().get(i)));
            }
            return array.array(tuple);
        };
    }

    @Override
    public JsonTable.Encoder<Object> table(LuaType.Table type) {
        return (array, value) -> {
            Map<String, Object> fields = fields(value);
            JsonTable table = JsonTable.named();
            for (LuaType.Field field : type.fields()) {
                Object present = fields.remove(field.name());
                if (present == null && !field.type().mayBeNil()) {
                    throw values.missingField(field.name());
                }
                if (present != null) {
                    table.field(field.name(), present, ofField(field.type()));
                }
            }
            if (!fields.isEmpty()) {
                throw values.unknownField(fields.keySet().iterator().next());
            }
            return array.array(table);
        };
    }

    @Override
    public JsonTable.Encoder<Object> pairs(LuaType.Pairs type) {
        return refused();
    }

    @Override
    public JsonTable.Encoder<Object> union(LuaType.Union type) {
        return refused();
    }

    private JsonTable.Encoder<Object> refused() {
        return (array, value) -> {
            throw values.mismatch(value);
        };
    }

    /** The fields of a map that are there. */
    private Map<String, Object> fields(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw values.mismatch(value);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> {
            @Nullable Object present = field instanceof Optional<?> optional ? optional.orElse(null) : field;
            if (present != null) {
                fields.put(String.valueOf(name), present);
            }
        });
        return fields;
    }

    @Override
    public JsonTable.Encoder<Object> scalar(LuaType.Scalar type) {
        return switch (type) {
            case STRING ->
                (array, value) -> {
                    Object text = values.text(value);
                    return text instanceof byte[] bytes ? array.string(bytes) : array.string((String) text);
                };
            case ANY ->
                (array, value) -> {
                    Object text = value instanceof Boolean bool ? (bool ? "1" : "0") : values.text(value);
                    return text instanceof byte[] bytes ? array.string(bytes) : array.string((String) text);
                };
            case INT64 -> (array, value) -> array.int64(values.int64(value));
            case INTEGER -> (array, value) -> array.number(values.integer(value));
            case NUMBER -> (array, value) -> array.number(values.number(value));
            case BOOLEAN -> (array, value) -> array.bool(values.bool(value));
            case MILLISECONDS ->
                (array, value) -> {
                    Object time = values.time(value);
                    return time instanceof Duration duration
                            ? array.milliseconds(duration)
                            : time instanceof Instant instant
                                    ? array.milliseconds(instant)
                                    : array.number((BigInteger) time);
                };
            case SECONDS ->
                (array, value) -> {
                    Object time = values.time(value);
                    return time instanceof Duration duration
                            ? array.seconds(duration)
                            : time instanceof Instant instant
                                    ? array.seconds(instant)
                                    : array.number((BigInteger) time);
                };
            case JSON -> (array, value) -> array.json(values.json(value), WrittenJson.CODEC, WrittenJson.TYPE);
            case MSGPACK, STATUS, NIL ->
                (array, value) -> {
                    throw values.mismatch(value);
                };
        };
    }
}
