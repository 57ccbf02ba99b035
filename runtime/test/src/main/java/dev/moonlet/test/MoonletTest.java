package dev.moonlet.test;

import dev.moonlet.Delivery;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs tests on a real Redis, and gives them what they take as parameters:
 *
 * <pre>{@code
 * @MoonletTest
 * class TokenBucketTest {
 *
 *     @Test
 *     void refusesWhatIsTooMuch(TokenBucket bucket) {
 *         assertThat(bucket.acquire("limit:ann", 10, 0.5, 11).allowed()).isFalse();
 *     }
 * }
 * }</pre>
 *
 * <p>Test methods, {@code @BeforeEach} and {@code @AfterEach} can take:
 *
 * <ul>
 *   <li>an interface with {@link dev.moonlet.LuaScript}: its generated implementation
 *   <li>{@link dev.moonlet.ScriptExecutor} and {@link FaultInjection}: the executor of these implementations
 *   <li>{@code StatefulRedisConnection<String, String>} and {@code RedisCommands<String, String>}: the connection of that
 *       executor, which the extension closes
 *   <li>{@link io.lettuce.core.RedisURI}: the address, for connections of your own
 *   <li>{@link CostReport}: the commands that scripts run
 * </ul>
 *
 * <p>Each test has an empty database and its own connection. Tests can run in parallel. {@link TestServer#configured()} says
 * which server they run on; {@link MoonletExtension#builder()} is the form for another one.
 *
 * <p>On a method this replaces what the class says.
 *
 * @see <a href="https://docs.junit.org/current/user-guide/#extensions">JUnit: extensions</a>
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MoonletExtension.class)
public @interface MoonletTest {

    /** Whether a test fails if a script runs a command with a key that is not among its KEYS. */
    boolean declaredKeysOnly() default false;

    /** How often a call may run when its connection is lost, of the executor and of {@link FaultInjection}. */
    Delivery delivery() default Delivery.AT_LEAST_ONCE;

    /** The codecs that implementations take. */
    Class<? extends TestCodecs> codecs() default TestCodecs.OfClassPath.class;
}
