package dev.moonlet.internal.protocol;

import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;

/**
 * {@code SCRIPT} and {@code FUNCTION}. Lettuce takes its own {@code CommandType.SCRIPT} for read-only and would send it to a replica; a keyword
 * that is not of its enum counts as a write and goes where the call goes.
 */
public final class ScriptKeyword implements ProtocolKeyword {

    public static final ScriptKeyword SCRIPT = new ScriptKeyword("SCRIPT");
    public static final ScriptKeyword FUNCTION = new ScriptKeyword("FUNCTION");

    private final String name;

    private ScriptKeyword(String name) {
        this.name = name;
    }

    @Override
    public byte[] getBytes() {
        return toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return name;
    }
}
