package dev.moonlet.spring;

import dev.moonlet.CrossSlotException;
import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ReplyTooDeepException;
import dev.moonlet.ReturnedErrorException;
import dev.moonlet.ScriptExecutionException;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.TransactionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;

/**
 * Turns the exceptions of calls into those of Spring. The cause is the exception of Moonlet or Lettuce.
 *
 * <p>A {@link RedisConnectionFailureException} means that the script has not run. A call that may have run never fails with it, so
 * that code which calls again after it runs no script twice.
 *
 * @see <a href="https://docs.spring.io/spring-framework/reference/data-access/dao.html">Spring: DAO support</a>
 */
final class ScriptExceptionTranslator implements PersistenceExceptionTranslator, Ordered {

    /** Before the factory, which translates the exceptions of Lettuce, but knows none of Moonlet. */
    @Override
    public int getOrder() {
        return 0;
    }

    /** The exception of Spring for one that is of Moonlet; {@code null} for others, and for what a script returns as an error. */
    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException failure) {
        return failure instanceof ScriptExecutionException || failure instanceof TransactionException
                ? translated(failure)
                : null;
    }

    /** The exception of Spring for one that a call failed with; the same if there is none for it. */
    RuntimeException translate(RuntimeException failure) {
        DataAccessException translated = translated(failure);
        return translated == null ? failure : translated;
    }

    /** The same, for a stage: an error stays as it is. */
    Throwable translate(Throwable failure) {
        return failure instanceof RuntimeException e ? translate(e) : failure;
    }

    private static @Nullable DataAccessException translated(RuntimeException failure) {
        String message = failure.getMessage();
        if (!(failure instanceof RedisException)) {
            return failure.getClass() == IllegalStateException.class // and not of its subclass for what was cancelled
                    ? new InvalidDataAccessApiUsageException(message, failure)
                    : null;
        }
        if (failure instanceof ReturnedErrorException) {
            return null;
        }
        if (failure instanceof ServerUnavailableException) {
            return new RedisConnectionFailureException(message, failure);
        }
        if (failure instanceof RedisCommandTimeoutException) {
            return new QueryTimeoutException(message, failure);
        }
        if (failure instanceof CrossSlotException) {
            return new InvalidDataAccessApiUsageException(message, failure);
        }
        if (failure instanceof ReplyMismatchException || failure instanceof ReplyTooDeepException) {
            return new InvalidDataAccessResourceUsageException(message, failure);
        }
        return new RedisSystemException(message, failure);
    }
}
