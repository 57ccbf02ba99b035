package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.CrossSlotException;
import dev.moonlet.InDoubtException;
import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ReplyTooDeepException;
import dev.moonlet.ReturnedErrorException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.TransactionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;

/** The table of the page on Spring Boot. */
class ScriptExceptionTranslatorTest {

    private final ScriptExceptionTranslator translator = new ScriptExceptionTranslator();

    static Stream<Arguments> translated() {
        return Stream.of(
                Arguments.of(new ServerUnavailableException("a", null), RedisConnectionFailureException.class),
                Arguments.of(new InDoubtException("a", null), RedisSystemException.class),
                Arguments.of(new ScriptErrorException("a", "ERR", "wrong"), RedisSystemException.class),
                Arguments.of(new ScriptErrorException("a", "LOADING", "data"), RedisSystemException.class),
                Arguments.of(new CrossSlotException("a", "b in 1"), InvalidDataAccessApiUsageException.class),
                Arguments.of(
                        new ReplyMismatchException("a", "", "integer", "string", null),
                        InvalidDataAccessResourceUsageException.class),
                Arguments.of(new ReplyTooDeepException("a", null), InvalidDataAccessResourceUsageException.class),
                Arguments.of(new TransactionException("lost", true, null), RedisSystemException.class),
                Arguments.of(new RedisCommandTimeoutException("late"), QueryTimeoutException.class),
                Arguments.of(
                        new RedisCommandInterruptedException(new InterruptedException()), RedisSystemException.class),
                Arguments.of(new RedisException("queue is full"), RedisSystemException.class),
                Arguments.of(new IllegalStateException("refused"), InvalidDataAccessApiUsageException.class));
    }

    @ParameterizedTest
    @MethodSource("translated")
    void anExceptionIsTheCauseOfTheOneOfSpring(RuntimeException failure, Class<?> expected) {
        assertThat(translator.translate(failure)).isExactlyInstanceOf(expected).hasCause(failure);
    }

    static Stream<RuntimeException> kept() {
        return Stream.of(
                new ReturnedErrorException("a", "-1", "Empty", "nothing is left"),
                new IllegalArgumentException("argument"),
                new NullPointerException("argument"),
                new CancellationException());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatIsNotAFailureOfDataAccessStaysAsItIs(RuntimeException failure) {
        assertThat(translator.translate(failure)).isSameAs(failure);
        assertThat(translator.translateExceptionIfPossible(failure)).isNull();
    }
}
