package dev.moonlet.codegen;

import dev.moonlet.ScriptInvocation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A key that is joined from parts, which are written as arguments are. */
final class ComputedKey extends ScriptCall {

    private final String scriptName;
    private final ByteArrayOutputStream joined = new ByteArrayOutputStream();

    ComputedKey(String scriptName) {
        this.scriptName = scriptName;
    }

    byte[] bytes() {
        return joined.toByteArray();
    }

    @Override
    public <T extends @Nullable Object> ScriptInvocation<T> returning(Class<?> type, ReplyDecoder<T> decoder) {
        throw new UnsupportedOperationException("a key is no call");
    }

    @Override
    protected String scriptName() {
        return scriptName;
    }

    @Override
    protected void beginKey(String name) {
        // a part of this one
    }

    @Override
    protected void beginOptionalString(boolean present) {
        throw new UnsupportedOperationException("what may be left out is not a part of a key");
    }

    @Override
    protected void addBytes(String name, byte[] value) {
        joined.writeBytes(value);
    }

    @Override
    protected void addUnchanging(String name, byte[] value) {
        addBytes(name, value);
    }

    @Override
    protected void addText(String name, String value, int size) {
        addBytes(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void addDigits(String name, long value) {
        String digits = Long.toString(value);
        addText(name, digits, digits.length());
    }
}
