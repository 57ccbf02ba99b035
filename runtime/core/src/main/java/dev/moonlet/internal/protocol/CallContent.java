package dev.moonlet.internal.protocol;

import dev.moonlet.codegen.ReplyDecoder;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is sent for a call: keys and arguments.
 *
 * @param <T> the type of the result
 */
interface CallContent<T extends @Nullable Object> {

    /** The script to run. */
    LinkedScript script();

    /** The number of keys. */
    int keyCount();

    /** The number of keys and arguments together. */
    int entryCount();

    /** The first key, by which a cluster chooses the node; {@code null} if there is none. */
    @Nullable
    ByteBuffer firstKey();

    /** Writes the keys and arguments as RESP bulk strings. */
    void writeTo(ByteBuf buffer);

    /** The time after which it fails without an answer, in milliseconds; 0 for that of its executor. */
    int readTimeout();

    /** What is known of its attempts; {@code null} unless an interceptor asks for it. */
    @Nullable
    CallProgress progress();

    /** Notes that it is sent. */
    void onSent(Clock clock);

    /** Whether it runs once, however often it is sent, as long as it is not too late for a repeat. */
    boolean isRequest();

    /** Whether its outcome may be forgotten before it is sent once more. */
    boolean isTooLate(Clock clock);

    /** What reads the reply. */
    ReplyDecoder<T> decoder();

    /**
     * Whether the script may reply with an error that begins with {@code NOSCRIPT}, as a server does that does not have the
     * script: the word is in its text, or begins a key or an argument. Such a call is sent with the text.
     */
    boolean mayRaiseNoscript();

    /** Whether the script, a key or an argument has a word in it, in upper or lower case. */
    boolean mentions(String word);

    /** Whether the script, a key or an argument has some words in it, however they are written. */
    boolean mentionsInAnyCase(String words);

    /** Whether a key or an argument begins with a word. */
    boolean hasEntryThatBeginsWith(String word);
}
