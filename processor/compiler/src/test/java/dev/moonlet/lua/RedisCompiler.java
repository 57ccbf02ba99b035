package dev.moonlet.lua;

import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The server under test, which compiles scripts and says what it thinks of them. */
final class RedisCompiler implements AutoCloseable {

    private final RedisProcess server;
    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    private RedisCompiler(RedisProcess server) {
        this.server = server;
        this.client = RedisClient.create("redis://127.0.0.1:" + server.port());
        this.connection = client.connect(ByteArrayCodec.INSTANCE);
    }

    static RedisCompiler start() throws IOException {
        return new RedisCompiler(RedisProcess.start());
    }

    /** Whether the server reads <code>[[</code> inside of <code>[[ ]]</code>, which depends on the Lua that it is built with. */
    boolean nestsBrackets() throws InterruptedException {
        String script = "return [[a[[b]]";
        return compile(List.of(script.getBytes(StandardCharsets.UTF_8))).get(0).isEmpty();
    }

    /** What the server says of each script: empty for one that it accepts, else its error. */
    List<String> compile(List<byte[]> scripts) throws InterruptedException {
        List<RedisFuture<String>> replies =
                scripts.stream().map(connection.async()::scriptLoad).toList();
        List<String> verdicts = new ArrayList<>();
        for (RedisFuture<String> reply : replies) {
            verdicts.add(verdict(reply));
        }
        connection.sync().scriptFlush();
        return verdicts;
    }

    private static String verdict(RedisFuture<String> reply) throws InterruptedException {
        try {
            reply.get();
            return "";
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisCommandExecutionException) {
                return String.valueOf(e.getCause().getMessage());
            }
            throw new IllegalStateException(e);
        }
    }

    /** The line that an error names, or 0. */
    static int line(String error) {
        String mark = "user_script:";
        int start = error.indexOf(mark);
        if (start < 0) {
            return 0;
        }
        int end = error.indexOf(':', start + mark.length());
        return Integer.parseInt(error.substring(start + mark.length(), end));
    }

    @Override
    public void close() throws IOException {
        client.shutdown();
        server.close();
    }
}
