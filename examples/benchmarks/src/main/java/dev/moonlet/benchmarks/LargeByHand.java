package dev.moonlet.benchmarks;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.List;

/** The same with the commands of Lettuce, and scripts that build the rows of the reply themselves. */
final class LargeByHand implements Large {

    /** Returns rows by position, a boolean as 1 or 0, and a fraction as a string. */
    static final String RECORDS = """
            local count = tonumber(ARGV[1])
            local found = {}
            for i = 1, count do
              found[i] = { i, 'row' .. i, string.format('%.17g', i / 4), i % 2 == 0 and 1 or 0 }
            end
            return found
            """;

    private static final String STRINGS = """
            local count = tonumber(ARGV[1])
            local found = {}
            for i = 1, count do
              found[i] = 'row' .. i
            end
            return found
            """;

    private static final String[] NO_KEYS = {};

    private final StatefulRedisConnection<String, String> connection;
    private final String records;
    private final String strings;
    private final String text;
    private final String elements;

    LargeByHand(StatefulRedisConnection<String, String> connection) {
        this.connection = connection;
        this.records = connection.sync().scriptLoad(RECORDS);
        this.strings = connection.sync().scriptLoad(STRINGS);
        this.text = connection.sync().scriptLoad("return #ARGV[1]");
        this.elements = connection.sync().scriptLoad("return #ARGV");
    }

    @Override
    public List<Row> records(int count) {
        List<List<Object>> reply = call(records, ScriptOutputType.MULTI, Integer.toString(count));
        List<Row> rows = new ArrayList<>(reply.size());
        for (List<Object> row : reply) {
            rows.add(new Row(
                    (Long) row.get(0),
                    (String) row.get(1),
                    Double.parseDouble((String) row.get(2)),
                    (Long) row.get(3) == 1));
        }
        return rows;
    }

    @Override
    public List<String> strings(int count) {
        return call(strings, ScriptOutputType.MULTI, Integer.toString(count));
    }

    @Override
    public long text(String value) {
        return this.<Long>call(text, ScriptOutputType.INTEGER, value);
    }

    @Override
    public long elements(List<String> values) {
        return this.<Long>call(elements, ScriptOutputType.INTEGER, values.toArray(String[]::new));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as the method of Lettuce is
    private <T> T call(String digest, ScriptOutputType type, String... arguments) {
        return connection.sync().evalsha(digest, type, NO_KEYS, arguments);
    }
}
