package dev.moonlet;

import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;

/**
 * The commands of scripts. Lettuce takes its own {@code CommandType.SCRIPT} for read-only and would send it to a replica;
 * a keyword that is not of its enum counts as a write and goes where the call goes.
 */
final class ScriptKeyword implements ProtocolKeyword {

    static final ScriptKeyword SCRIPT = new ScriptKeyword("SCRIPT");
    static final ScriptKeyword EVALSHA = new ScriptKeyword("EVALSHA");
    static final ScriptKeyword EVAL = new ScriptKeyword("EVAL");
    static final ScriptKeyword EVALSHA_RO = new ScriptKeyword("EVALSHA_RO");
    static final ScriptKeyword EVAL_RO = new ScriptKeyword("EVAL_RO");

    private final String text;
    private final byte[] bytes;

    private ScriptKeyword(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return text;
    }
}
