package dev.moonlet.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.internal.protocol.Attempt;
import dev.moonlet.internal.protocol.BatchCall;
import dev.moonlet.internal.protocol.PendingCall;
import dev.moonlet.internal.protocol.RetryableError;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutorGroup;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The simulation notices when a rule of the dispatch is broken: each test breaks one, and looks for a schedule that fails. */
class MutationsTest {

    private static final long MOST = 100_000;

    /**
     * A fault to put in.
     *
     * @param known a seed of which a schedule failed; others are tried if its schedule has become another one
     * @param rule the rule that it breaks
     * @param type the class that it is in
     * @param text what is there; once
     * @param replacement what is there instead
     */
    record Mutation(long known, String rule, Class<?> type, String text, String replacement) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Mutation> mutations() {
        return Stream.of(
                new Mutation(
                        68,
                        "a call at most once is not repeated after it may have run",
                        PendingCall.class,
                        "!inTransaction && (!written || mayRepeat())",
                        "!inTransaction"),
                new Mutation(
                        21_432,
                        "a rejected call comes before those behind it",
                        InFlight.class,
                        "|| (!settling",
                        "|| (true"),
                new Mutation(
                        1168,
                        "scripts that were lost are lost together",
                        LoadRound.class,
                        "boolean kept = asked.size() > scripts.size() && there.get(0);",
                        "boolean kept = asked.size() > scripts.size();"),
                new Mutation(
                        484,
                        "what was written is not written again",
                        Attempt.class,
                        "(state == State.WRITTEN && output.forgetRedirect())",
                        "state == State.WRITTEN"),
                new Mutation(
                        21_432,
                        "one call alone probes a server that rejected calls",
                        QueuedCalls.class,
                        "boolean alone = probing || hasMoved(server)",
                        "boolean alone = hasMoved(server)"),
                new Mutation(
                        59_068,
                        "nothing is sent behind a batch of several keys whose slot may be moving",
                        QueuedCalls.class,
                        "|| call.isExclusive()",
                        ""),
                new Mutation(
                        6084,
                        "what an event loop sends does not overtake what another thread has sent",
                        InFlight.class,
                        "!(settling || hasNew())",
                        "!settling"),
                new Mutation(
                        49,
                        "what a lost connection ends is no longer in flight",
                        InFlight.class,
                        "        attempts.clear();\n",
                        ""),
                new Mutation(
                        5,
                        "retries back off",
                        RetryScheduler.class,
                        "return FIRST_PAUSE_MILLIS << Math.min(tries, DOUBLINGS);",
                        "return 1;"),
                new Mutation(
                        3465,
                        "texts, digests and functions do not overtake each other",
                        InFlight.class,
                        "&& (dependent == 0 || Objects.equals(dependency, needed))",
                        ""),
                new Mutation(
                        10,
                        "the queue goes on when the last call in flight has ended",
                        CallQueue.class,
                        "goesOn = state == QueueState.AWAITING_REPLIES && calls.inFlight().isSettled();",
                        "goesOn = false;"),
                new Mutation(
                        5,
                        "an error of the script is not taken for the server's",
                        RetryableError.class,
                        "if (reply.line() > 0 && !reply.code().equals(ErrorPrefix.READONLY.name())) {",
                        "if (false) {"),
                new Mutation(
                        2568,
                        "a thread that waits does not end what another one sends",
                        CallQueue.class,
                        "if (step.state() != QueueState.DRAINING) {",
                        "if (false) {"),
                new Mutation(
                        89,
                        "what is sent along with a script is not overtaken",
                        LoadRound.class,
                        "last = unanswered == 0 && written;",
                        "last = unanswered == 0;"),
                new Mutation(
                        4234,
                        "a call that was cancelled before its batch is written does not run",
                        BatchCall.class,
                        "new Content(form, left)",
                        "new Content(form, calls)"),
                new Mutation(
                        20,
                        "calls that were queued while others were sent are sent when these have ended",
                        CallCombiner.class,
                        "            inFlight--;\n",
                        ""),
                new Mutation(
                        18,
                        "every shard gets the call with its own hash tag",
                        ShardRun.class,
                        "executor.run(calls.get(i),",
                        "executor.run(calls.get(0),"),
                new Mutation(27, "calls that wait expire", CallExpiry.class, "if (left <= 0) {", "if (false) {"),
                new Mutation(1253, "calls that wait are watched", CallExpiry.class, "if (!isSooner) {", "if (true) {"));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void isFound(Mutation mutation, @TempDir Path directory) throws Exception {
        Schedule.run(mutation.known()); // does not fail by itself
        compile(mutation, directory);
        try (URLClassLoader loader = new OwnFirst(
                new URL[] {directory.toUri().toURL(), location(CallQueue.class), location(MutationsTest.class)})) {
            Method run = loader.loadClass(Schedule.class.getName()).getDeclaredMethod("run", long.class);
            run.setAccessible(true);
            assertThat(fails(run, mutation.known()) || failsAny(run))
                    .as("a schedule fails")
                    .isTrue();
        }
    }

    private static boolean failsAny(Method run) throws IllegalAccessException {
        for (long seed = 0; seed < MOST; seed++) {
            if (fails(run, seed)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fails(Method run, long seed) throws IllegalAccessException {
        try {
            run.invoke(null, seed);
            return false;
        } catch (InvocationTargetException e) {
            return true;
        }
    }

    private static void compile(Mutation mutation, Path directory) throws IOException {
        Path source = Path.of("src/main/java", mutation.type().getName().replace('.', '/') + ".java");
        String text = Files.readString(source);
        assertThat(text.split(java.util.regex.Pattern.quote(mutation.text()), -1))
                .hasSize(2);
        Path changed = directory.resolve(mutation.type().getSimpleName() + ".java");
        Files.writeString(changed, text.replace(mutation.text(), mutation.replacement()));
        String classPath = Stream.of(
                        CallQueue.class,
                        RedisCommand.class,
                        ByteBuf.class,
                        EventExecutorGroup.class,
                        Publisher.class,
                        Flux.class,
                        Nullable.class,
                        GuardedBy.class)
                .map(type -> Path.of(uri(type)).toString())
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int exit = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-cp",
                classPath,
                "-d",
                directory.toString(),
                changed.toString());
        assertThat(exit).isZero();
    }

    private static java.net.URI uri(Class<?> type) {
        try {
            return location(type).toURI();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Loads Moonlet's own classes again, so that all of them see the one that was changed. */
    private static final class OwnFirst extends URLClassLoader {

        OwnFirst(URL[] urls) {
            super(urls, MutationsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.moonlet.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
