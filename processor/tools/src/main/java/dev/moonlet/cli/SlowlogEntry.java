package dev.moonlet.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * An entry of a slow log.
 *
 * @param id its number on the server
 * @param time when the command was run
 * @param micros how long it took, in microseconds
 * @param words the command and its arguments, as far as the server keeps them
 * @param client the address of the client; empty if the server does not say
 * @see <a href="https://redis.io/docs/latest/commands/slowlog-get/">SLOWLOG GET</a>
 */
record SlowlogEntry(long id, Instant time, long micros, List<String> words, String client) {

    private static final int CLIENT = 4;

    /** Reads a reply of the server. */
    static SlowlogEntry of(Object reply) {
        List<?> fields = (List<?>) reply;
        return new SlowlogEntry(
                (Long) fields.get(0),
                Instant.ofEpochSecond((Long) fields.get(1)),
                (Long) fields.get(2),
                ((List<?>) fields.get(3)).stream().map(SlowlogEntry::text).toList(),
                fields.size() > CLIENT ? text(fields.get(CLIENT)) : "");
    }

    private static String text(Object word) {
        return word instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(word);
    }
}
