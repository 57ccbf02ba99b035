package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a method that returns {@link ShardResults} on one replica of each shard, and not on its master. The script must write
 * nothing, which the compiler checks. The data of a replica may lag behind.
 *
 * <pre>{@code
 * @LuaScript("count_keys")
 * interface KeyCounter {
 *     @OnReplicas
 *     ShardResults<Long> countKeys(String pattern);
 * }
 * }</pre>
 *
 * <p>A shard without a replica has a failure. Without a cluster, the call goes where other calls of the script go: on a connection
 * to a master and its replicas, to the server that {@link io.lettuce.core.ReadFrom} chooses.
 *
 * @see <a href="https://redis.io/docs/latest/commands/readonly/">READONLY</a>
 */
@Beta
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnReplicas {}
