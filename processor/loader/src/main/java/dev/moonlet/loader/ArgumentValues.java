package dev.moonlet.loader;

import dev.moonlet.codegen.ScriptCall;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds Java values to a call, by the types that the script declares. Values become those of the types that the methods of
 * generated code have, and are encoded by the same classes.
 */
final class ArgumentValues {

    private final Declaration declaration;
    private final ArgumentConversions values;

    private ArgumentValues(String script, Declaration declaration) {
        this.declaration = declaration;
        this.values = new ArgumentConversions(script, declaration);
    }

    /** A value out of its {@code Optional}. */
    static @Nullable Object unwrapped(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    /** Adds what supplies a declaration; it may be nothing where the declaration allows it. */
    static void add(ScriptCall call, String script, Declaration declaration, @Nullable Object value) {
        new ArgumentValues(script, declaration).add(call, value);
    }

    /** Adds entries of {@code KEYS} or {@code ARGV} that are not declared. */
    static void addAll(ScriptCall call, String script, Declaration.Kind kind, List<?> values) {
        LuaType rest = new LuaType.Array(LuaType.Scalar.ANY);
        Label nowhere = new Label(new SourceFile(script, script, ""), new Span(0, 0), "");
        Declaration all = new Declaration(
                kind,
                kind == Declaration.Kind.KEY ? "KEYS" : "ARGV",
                rest,
                true,
                Optional.empty(),
                Optional.empty(),
                "",
                nowhere);
        new ArgumentValues(script, all).add(call, values);
    }

    private void add(ScriptCall call, @Nullable Object value) {
        String name = declaration.name();
        boolean key = declaration.kind() == Declaration.Kind.KEY;
        if (declaration.rest() && declaration.type() instanceof LuaType.Array rest) {
            List<Object> elements = value == null ? List.of() : values.elements(value);
            call.rest(name, elements, key ? this::key : encoder(rest.element()));
            return;
        }
        LuaType type = declaration.type().present();
        if (value == null && type == LuaType.Scalar.JSON && !declaration.isOptional()) {
            call.string(name, "null");
        } else if (declaration.isOptional() && (type == LuaType.Scalar.STRING || type == LuaType.Scalar.ANY) && !key) {
            call.optionalString(name, value, encoder(type));
        } else if (declaration.isOptional() && key) {
            call.optionalKey(name, value, this::key);
        } else {
            call.optional(name, value, key ? this::key : encoder(type));
        }
    }

    private ScriptCall key(ScriptCall call, String name, Object value) {
        Object text = values.text(value);
        return text instanceof byte[] bytes ? call.key(name, bytes) : call.key(name, (String) text);
    }

    /** What adds a value of a type to a call. */
    private ScriptCall.Encoder<Object> encoder(LuaType type) {
        TableEncoders tables = new TableEncoders(values);
        if (type instanceof LuaType.Array array) {
            ScriptCall.Encoder<Object> encoder =
                    (call, name, value) -> call.array(name, values.elements(value), tables.encoder(array.element()));
            return encoder;
        }
        if (!(type instanceof LuaType.Scalar scalar)) {
            ScriptCall.Encoder<Object> encoder = (call, name, value) -> call.table(name, value, tables.encoder(type));
            return encoder;
        }
        return switch (scalar) {
            case STRING -> (call, name, value) -> addText(call, name, values.text(value));
            case ANY -> (call, name, value) -> addAny(call, name, value);
            case INT64 -> (call, name, value) -> call.int64(name, values.int64(value));
            case INTEGER -> (call, name, value) -> call.integer(name, values.integer(value));
            case NUMBER -> (call, name, value) -> call.number(name, values.number(value));
            case BOOLEAN -> (call, name, value) -> call.bool(name, values.bool(value));
            case MILLISECONDS ->
                (call, name, value) -> {
                    Object time = values.time(value);
                    return time instanceof Duration duration
                            ? call.milliseconds(name, duration)
                            : time instanceof Instant instant
                                    ? call.milliseconds(name, instant)
                                    : call.integer(name, (BigInteger) time);
                };
            case SECONDS ->
                (call, name, value) -> {
                    Object time = values.time(value);
                    return time instanceof Duration duration
                            ? call.seconds(name, duration)
                            : time instanceof Instant instant
                                    ? call.seconds(name, instant)
                                    : call.integer(name, (BigInteger) time);
                };
            case JSON ->
                (call, name, value) -> call.json(name, values.json(value), WrittenJson.CODEC, WrittenJson.TYPE);
            case MSGPACK ->
                (call, name, value) -> call.msgpack(name, values.msgpack(value), PlainMsgpack.CODEC, PlainMsgpack.TYPE);
            case STATUS, NIL ->
                (call, name, value) -> {
                    throw values.mismatch(value);
                };
        };
    }

    private static ScriptCall addText(ScriptCall call, String name, Object text) {
        return text instanceof byte[] bytes ? call.string(name, bytes) : call.string(name, (String) text);
    }

    private ScriptCall addAny(ScriptCall call, String name, Object value) {
        if (value instanceof Boolean bool) {
            return call.bool(name, bool);
        }
        return value instanceof Number number ? call.number(name, number) : addText(call, name, values.text(value));
    }
}
