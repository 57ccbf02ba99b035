package dev.moonlet.internal.protocol;

import io.lettuce.core.cluster.SlotHash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A call that runs once, however often it is sent. Its outcome is kept in a separate key, which is the last one of the call and
 * belongs to the slot of the first. Safe for use by several threads.
 */
final class Request {

    private final RequestRule rule;

    /** What interceptors and executors have put before the keys of the script. */
    private final byte[] keyPrefix;

    /** When it was first sent; 0 before that. */
    private final AtomicLong sent;

    Request(RequestRule rule) {
        this(rule, new byte[0], new AtomicLong());
    }

    private Request(RequestRule rule, byte[] keyPrefix, AtomicLong sent) {
        this.rule = rule;
        this.keyPrefix = keyPrefix;
        this.sent = sent;
    }

    /** The same request, with bytes before each key. */
    Request prefixed(byte[] prefix) {
        byte[] longer = new byte[prefix.length + keyPrefix.length];
        System.arraycopy(prefix, 0, longer, 0, prefix.length);
        System.arraycopy(keyPrefix, 0, longer, prefix.length, keyPrefix.length);
        return new Request(rule, longer, sent);
    }

    /** The name of the argument that is its id. */
    String name() {
        return rule.name();
    }

    /**
     * The key for its outcome: {@code moonlet:once:{0aG}:id}. The hash tag is that of the slot of the first key and not of the key,
     * which may be private.
     *
     * @throws IllegalArgumentException if the prefix of the keys has a brace that makes another slot of it
     */
    byte[] key(String scriptName, ByteBuffer firstKey, ByteBuffer id) {
        int slot = SlotHash.getSlot(firstKey.duplicate());
        String begin = rule.prefix() + ":{" + SlotTags.of(slot) + "}:";
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(keyPrefix);
        key.writeBytes(begin.getBytes(StandardCharsets.UTF_8));
        byte[] name = new byte[id.remaining()];
        id.duplicate().get(name);
        key.writeBytes(name);
        byte[] bytes = key.toByteArray();
        if (SlotHash.getSlot(bytes) != slot) {
            throw new IllegalArgumentException(
                    "script %s: the prefix of its keys changes their hash tag, so its outcome can't be kept beside them"
                            .formatted(scriptName));
        }
        return bytes;
    }

    /** Notes that it is sent. */
    void onSent(Clock clock) {
        sent.compareAndSet(0, clock.nanoTime() | 1);
    }

    /** Whether it was first sent so long ago that its outcome may be forgotten before it is sent once more. */
    boolean isTooLate(Clock clock) {
        long first = sent.get();
        return first != 0 && clock.nanoTime() - first > rule.repeatNanos();
    }
}
