package dev.moonlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds an interface, or one of its methods, to a Redis Lua script at compile time.
 *
 * <p>On an interface the name is that of a script, which every abstract method then runs, or that of a folder, in which
 * each abstract method finds the script with its name: {@code requeueExpired} binds to {@code requeue_expired.lua} or
 * {@code requeueExpired.lua}. A method whose name ends in {@code Async} and that returns a stage binds to the script
 * without that ending. On a method the name is that of the script, whatever the method is called.
 *
 * <p>Where the name is that of a library of Redis functions, a file that begins with {@code #!lua name=accounts}, each method
 * binds to the function with its name. {@code "accounts#transfer"} names one function.
 *
 * <p>A name is a path below a script root, with {@code /} and without {@code .lua}; the default root is
 * {@code src/main/lua}. For an interface {@code TokenBucket} the processor generates {@code TokenBucketLua}, whose
 * constructor takes a {@link ScriptExecutor}:
 *
 * <pre>{@code
 * @LuaScript("token_bucket")
 * public interface TokenBucket {
 *     boolean acquire(String bucket, long capacity, double refillPerSecond, long permits);
 * }
 *
 * TokenBucket bucket = new TokenBucketLua(ScriptExecutor.of(connection));
 * }</pre>
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface LuaScript {

    /** The name of a script, a folder of scripts, a library or a function, for example {@code "jobs/push"}. */
    String value();
}
