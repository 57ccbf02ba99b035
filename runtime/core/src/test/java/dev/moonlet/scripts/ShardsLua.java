package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResult;
import dev.moonlet.ShardResults;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ScriptFuture;
import dev.moonlet.codegen.ShardFlux;
import io.lettuce.core.RedisFuture;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs the scripts of {@link Shards} on Redis.
 *
 * <p>Written from shards/size.lua, shards/note.lua, shards/notes.lua, shards/notes_of_replica.lua,
 * shards/who.lua, shards/role.lua, shards/refuse.lua, shards/misplaced.lua, shards/sweep.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ShardsLua implements Shards {
    private static final CompiledScript SIZE = CompiledScript.readOnly(
            "shards/size",
            "a123dbdb65a98cf6b6471eca9855e6592d4adc7a",
            """
            shards/size.lua

            1=0:2
            """,
            """
            return redis.call('DBSIZE')
            """);

    private static final CompiledScript NOTE = CompiledScript.of(
            "shards/note",
            "cc3f238b4acf27892b720468a17e8ccf6d588e59",
            """
            shards/note.lua

            1=0:1
            4=0:5
            """,
            """
            local shard = ARGV[1]
            local notes = KEYS[1]
            local id = ARGV[2]
            return redis.call('RPUSH', notes, id)
            """);

    private static final CompiledScript NOTES = CompiledScript.readOnly(
            "shards/notes",
            "b87fc6a03ea3951fcb947ad67bb8232f635808de",
            """
            shards/notes.lua

            1=0:1
            3=0:4
            """,
            """
            local shard = ARGV[1]
            local notes = KEYS[1]
            return redis.call('LRANGE', notes, 0, -1)
            """);

    private static final CompiledScript NOTES_OF_REPLICA = CompiledScript.readOnly(
            "shards/notes_of_replica",
            "0b5252202e1a8b10441ad3899c078add89c146ac",
            """
            shards/notes_of_replica.lua

            1*0:1
            2=0:2
            4=0:5
            """,
            """
            #!lua flags=no-writes
            local shard = ARGV[1]
            local notes = KEYS[1]
            return redis.call('LRANGE', notes, 0, -1)
            """);

    private static final CompiledScript WHO = CompiledScript.of(
            "shards/who",
            "1939ecf1c460261f6993336211c6ab294ef8596a",
            """
            shards/who.lua

            1=0:2
            """,
            """
            return redis.call('CLUSTER', 'MYID')
            """);

    private static final CompiledScript ROLE = CompiledScript.readOnly(
            "shards/role",
            "95bd90fc8059bdd8c47a9f5bf232f1891e2b9848",
            """
            shards/role.lua

            1*0:1
            2=0:3
            """,
            """
            #!lua flags=no-writes
            return string.match(redis.call('INFO', 'replication'), 'role:(%a+)')
            """);

    private static final CompiledScript REFUSE = CompiledScript.readOnly(
            "shards/refuse",
            "c5079b7582ee4819f20dcd8e4b65fd9000c1180e",
            """
            shards/refuse.lua

            1=0:1
            3=0:4
            """,
            """
            local shard = ARGV[1]
            local tag = ARGV[2]
            if shard == tag then return redis.error_reply('CLOSED the shop is closed') end
            return 1
            """);

    private static final CompiledScript MISPLACED = CompiledScript.readOnly(
            "shards/misplaced",
            "32de8a6d97eb786f6dfddce181768f893c5199bf",
            """
            shards/misplaced.lua

            1=0:1
            4=0:5
            """,
            """
            local prefix = ARGV[1]
            local shard = ARGV[2]
            local list = KEYS[1]
            return redis.call('LLEN', list)
            """);

    private static final CompiledScript SWEEP = CompiledScript.of(
            "shards/sweep",
            "d896b42b3d5502a54507f2bafe9496e287c96080",
            """
            shards/sweep.lua

            1=0:2
            2=0:4
            """,
            """
            local pattern = ARGV[1]
            local deleted, cursor = 0, '0'
            repeat
              local page = redis.call('SCAN', cursor, 'MATCH', pattern, 'COUNT', 100)
              cursor = page[1]
              for _, key in ipairs(page[2]) do
                deleted = deleted + redis.call('DEL', key)
              end
            until cursor == '0'
            return deleted
            """);

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public ShardsLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(SIZE, NOTE, NOTES, NOTES_OF_REPLICA, WHO, ROLE, REFUSE, MISPLACED, SWEEP);
    }

    @Override
    public ShardResults<Long> size() {
        return this.executor.executeOnShards(SIZE.onShards(shard -> SIZE.call()
                .returning(long.class, Reply::integer)));
    }

    @Override
    public ShardResults<Long> note(String id) {
        return this.executor.executeOnShards(noteCall(id));
    }

    @Override
    public CompletionStage<ShardResults<Long>> noteAsync(String id) {
        return this.executor.executeOnShardsAsync(noteCall(id));
    }

    @Override
    public CompletableFuture<ShardResults<Long>> noteFuture(String id) {
        return this.executor.executeOnShardsAsync(noteCall(id)).toCompletableFuture();
    }

    @Override
    public RedisFuture<ShardResults<Long>> noteRedisFuture(String id) {
        return ScriptFuture.of(this.executor.executeOnShardsAsync(noteCall(id)));
    }

    @Override
    public Mono<ShardResults<Long>> noteMono(String id) {
        return Mono.fromCompletionStage(() -> this.executor.executeOnShardsAsync(noteCall(id)));
    }

    @Override
    public Flux<ShardResult<Long>> noteFlux(String id) {
        return ShardFlux.of(this.executor, () -> noteCall(id));
    }

    @Override
    public ShardResults<List<String>> notes() {
        return this.executor.executeOnShards(NOTES.onShards(shard -> NOTES.call()
                .computedKey("notes", call -> call
                        .string("notes", "notes:{")
                        .string("shard", shard)
                        .string("notes", "}"))
                .string("shard", shard)
                .returning(List.class, reply -> reply.list(Reply::string))));
    }

    @Override
    public ShardResults<List<String>> notesOfReplica() {
        return this.executor.executeOnShards(NOTES_OF_REPLICA.onReplicas(shard -> NOTES_OF_REPLICA.call()
                .computedKey("notes", call -> call
                        .string("notes", "notes:{")
                        .string("shard", shard)
                        .string("notes", "}"))
                .string("shard", shard)
                .returning(List.class, reply -> reply.list(Reply::string))));
    }

    @Override
    public ShardResults<String> who() {
        return this.executor.executeOnShards(whoCall());
    }

    @Override
    public CompletionStage<ShardResults<String>> whoAsync() {
        return this.executor.executeOnShardsAsync(whoCall());
    }

    @Override
    public ShardResults<String> role() {
        return this.executor.executeOnShards(ROLE.onShards(shard -> ROLE.call()
                .returning(String.class, Reply::string)));
    }

    @Override
    public ShardResults<String> roleOfReplicas() {
        return this.executor.executeOnShards(ROLE.onReplicas(shard -> ROLE.call()
                .returning(String.class, Reply::string)));
    }

    @Override
    public ShardResults<Long> refuse(String tag) {
        return this.executor.executeOnShards(refuseCall(tag));
    }

    @Override
    public CompletionStage<ShardResults<Long>> refuseAsync(String tag) {
        return this.executor.executeOnShardsAsync(refuseCall(tag));
    }

    @Override
    public ShardResults<Long> misplaced(String prefix) {
        return this.executor.executeOnShards(MISPLACED.onShards(shard -> MISPLACED.call()
                .computedKey("list", call -> call
                        .string("prefix", prefix)
                        .string("list", "{")
                        .string("shard", shard)
                        .string("list", "}"))
                .string("prefix", prefix)
                .string("shard", shard)
                .returning(long.class, Reply::integer)));
    }

    /**
     * Deletes what matches a pattern.
     */
    @Override
    public ShardResults<Long> sweep(String pattern) {
        return this.executor.executeOnShards(SWEEP.onShards(shard -> SWEEP.call()
                .string("pattern", pattern)
                .returning(long.class, Reply::integer)));
    }

    private static ShardInvocation<Long> noteCall(String id) {
        return NOTE.onShards(shard -> NOTE.call()
                .computedKey("notes", call -> call
                        .string("notes", "notes:{")
                        .string("shard", shard)
                        .string("notes", "}"))
                .string("shard", shard)
                .string("id", id)
                .returning(long.class, Reply::integer));
    }

    private static ShardInvocation<String> whoCall() {
        return WHO.onShards(shard -> WHO.call()
                .returning(String.class, Reply::string));
    }

    private static ShardInvocation<Long> refuseCall(String tag) {
        return REFUSE.onShards(shard -> REFUSE.call()
                .string("shard", shard)
                .string("tag", tag)
                .returning(long.class, Reply::integer));
    }
}
