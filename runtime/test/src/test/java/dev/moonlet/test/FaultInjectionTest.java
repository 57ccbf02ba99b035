package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutionException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

/** Which calls are hit, and by what, on an executor that counts. */
class FaultInjectionTest {

    private final AtomicLong runs = new AtomicLong();
    private final FaultInjection atLeastOnce = FaultInjection.on(new CountingExecutor(runs));
    private final FaultInjection faults = atLeastOnce.withDelivery(Delivery.AT_MOST_ONCE);
    private final Notes notes = new NotesLua(faults);

    /** The answer of each call is how many there were. */
    private record CountingExecutor(AtomicLong runs) implements ScriptExecutor {

        @Override
        @SuppressWarnings("unchecked") // all scripts return an integer
        public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
            return (T) (Long) runs.incrementAndGet();
        }

        @Override
        public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
            return CompletableFuture.completedFuture(execute(invocation));
        }
    }

    /** How a method is called. */
    enum Style {
        BLOCKING {
            @Override
            long add(Notes notes) {
                return notes.add("note", "text");
            }
        },
        ASYNCHRONOUS {
            @Override
            long add(Notes notes) {
                try {
                    return notes.addAsync("note", "text").toCompletableFuture().join();
                } catch (CompletionException e) {
                    throw (RuntimeException) e.getCause();
                }
            }
        };

        abstract long add(Notes notes);
    }

    private @Nullable Class<?> failure(Style style) {
        Throwable failure = catchThrowable(() -> style.add(notes));
        return failure == null ? null : failure.getClass();
    }

    @ParameterizedTest
    @EnumSource
    void aLostReplyIsInDoubt(Style style) {
        faults.next().loseReply();
        assertThatExceptionOfType(InDoubtException.class)
                .isThrownBy(() -> style.add(notes))
                .withMessageContaining("script notes/add may have run")
                .satisfies(failure -> assertThat(failure.getCause()).hasMessageContaining("(injected)"));
        assertThat(runs).hasValue(1);
        assertThat(style.add(notes)).isEqualTo(2);
    }

    @Test
    void aStageFailsWithTheExceptionItself() {
        faults.next().loseReply();
        assertThat(notes.addAsync("note", "text")
                        .handle((result, failure) -> failure)
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(InDoubtException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aLostReplyIsRepeatedWithAtLeastOnce(Style style) {
        atLeastOnce.next().loseReply();
        assertThat(style.add(new NotesLua(atLeastOnce))).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aDuplicateRunsTwice(Style style) {
        faults.next().deliverTwice();
        assertThat(style.add(notes)).isEqualTo(2);
        assertThat(style.add(notes)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotSentDoesNotRun(Style style) {
        faults.next().refuse();
        assertThat(failure(style)).isEqualTo(ServerUnavailableException.class);
        faults.next().timeOutUnsent();
        assertThat(failure(style)).isEqualTo(RedisCommandTimeoutException.class);
        faults.next().clusterDown();
        assertThat(failure(style)).isEqualTo(ScriptErrorException.class);
        faults.next().failWith(script -> new RedisException(script + " failed"));
        assertThatThrownBy(() -> style.add(notes)).hasMessage("notes/add failed");
        assertThat(runs).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutMayHaveRun(Style style) {
        faults.next().timeOut();
        assertThatExceptionOfType(RedisCommandTimeoutException.class)
                .isThrownBy(() -> style.add(notes))
                .withMessageContaining("it may have run");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aRedirectNamesTheSlotOfTheFirstKey() {
        faults.next().redirect();
        assertThatExceptionOfType(ScriptErrorException.class)
                .isThrownBy(() -> notes.add("foo", "text"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("MOVED"))
                .withMessageContaining("12182 "); // CLUSTER KEYSLOT foo
    }

    @Test
    void scriptsAreLostBeforeTheCall() {
        List<Long> runsBefore = new ArrayList<>();
        FaultInjection flushing = faults.withScriptFlush(() -> {
            runsBefore.add(runs.get());
            return CompletableFuture.completedFuture("OK");
        });
        flushing.after(1).loseScripts();
        Notes lossy = new NotesLua(flushing);
        lossy.add("note", "a");
        assertThat(lossy.add("note", "b")).isEqualTo(2);
        assertThat(runsBefore).containsExactly(1L);
    }

    @Test
    void thereHasToBeAWayToLoseScripts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> faults.next().loseScripts())
                .withMessageContaining("withScriptFlush(");
    }

    @ParameterizedTest
    @EnumSource
    void callsAreCounted(Style style) {
        faults.after(2).times(2).refuse();
        List<Boolean> failed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            failed.add(failure(style) != null);
        }
        assertThat(failed).containsExactly(false, false, true, true, false, false);
    }

    @Test
    void theCallsOfAScriptAreCounted() {
        faults.after(1).of("notes/add").refuse();
        notes.add("note", "a");
        notes.tag("index", "tag");
        assertThatThrownBy(() -> notes.add("note", "b")).isInstanceOf(ServerUnavailableException.class);
    }

    @Test
    void theSameSeedHitsTheSameCalls() {
        List<Boolean> first = byChance(4265);
        assertThat(first)
                .contains(true)
                .contains(false)
                .isEqualTo(byChance(4265))
                .isNotEqualTo(byChance(4266));
    }

    private List<Boolean> byChance(long seed) {
        faults.clear();
        faults.withProbability(0.3, seed).refuse();
        List<Boolean> failed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            failed.add(failure(Style.BLOCKING) != null);
        }
        return failed;
    }

    @Test
    void severalFaultsHitOneCall() {
        faults.next().loseReply();
        faults.next().deliverTwice();
        assertThat(failure(Style.BLOCKING)).isEqualTo(InDoubtException.class);
        assertThat(runs).hasValue(2);
    }

    @Test
    void aCallThatWasNotSentHasNoReplyToLose() {
        faults.next().loseReply();
        faults.next().refuse();
        assertThat(failure(Style.ASYNCHRONOUS)).isEqualTo(ServerUnavailableException.class);
    }

    @Test
    void unusedFaultsAreReported() {
        faults.after(1).of("notes/add").times(2).refuse();
        faults.withProbability(0.5, 1).refuse();
        notes.tag("index", "tag");
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(faults::verifyAllUsed)
                .withMessage("""
                        faults were not used:
                        faults.after(1).of("notes/add").times(2).refuse() hit 0 of 0 calls
                        there is no script "notes/add" in this test: did you mean "notes/tag"?; known are notes/tag""");
        faults.clear();
        faults.verifyAllUsed();
    }

    @Test
    void numbersAreChecked() {
        for (Consumer<FaultSelection> wrong : List.<Consumer<FaultSelection>>of(
                next -> next.after(-1),
                next -> next.times(0),
                next -> next.withProbability(0, 1),
                next -> next.withProbability(Double.NaN, 1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> wrong.accept(faults.next()));
        }
    }

    @Test
    void theScriptIsNamed() {
        faults.next().replyWithError("OOM", "command not allowed");
        assertThatExceptionOfType(ScriptExecutionException.class)
                .isThrownBy(() -> notes.add("note", "text"))
                .satisfies(failure -> assertThat(failure.scriptName()).isEqualTo("notes/add"))
                .withMessage("script notes/add failed: OOM command not allowed");
    }
}
