package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.scripts.Echo;
import dev.moonlet.scripts.EchoLua;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Blocking methods on virtual threads, which leave their carriers to others while they wait. */
@Timeout(120)
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsIT {

    private static final int THREADS = 200;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    /** What a later JDK than the one that this is compiled for has. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    @Test
    void noCarrierIsPinned() throws Exception {
        StatefulRedisConnection<String, String> connection = redis.connect(StringCodec.UTF8);
        Echo direct = new EchoLua(ScriptExecutor.of(connection));
        Echo pooled = new EchoLua(ScriptExecutor.borrowing(redis::connect).build());
        Path file = directory.resolve("recording.jfr");
        assertThat(direct.echoInteger(1) + pooled.echoInteger(1)).isEqualTo(2); // loads most classes
        ExecutorService threads = virtualThreads();
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.enable("jdk.VirtualThreadStart");
            recording.start();
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                results.add(threads.submit(() -> {
                    if (number % 50 == 0) {
                        redis.connection().sync().scriptFlush(); // calls wait for their script, too
                    }
                    return (number % 20 == 0 ? pooled : direct).echoInteger(number);
                }));
            }
            for (int i = 0; i < THREADS; i++) {
                assertThat(results.get(i).get()).isEqualTo(i);
            }
            recording.stop();
            recording.dump(file);
        } finally {
            threads.shutdown();
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).anyMatch(event -> event.getEventType().getName().equals("jdk.VirtualThreadStart"));
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
                .filteredOn(event -> event.getStackTrace() != null
                        && isOf(event.getStackTrace().getFrames(), "dev.moonlet.internal.")
                        && !isOf(
                                event.getStackTrace().getFrames().subList(0, 1), "jdk.jfr.") // records Lettuce's events
                        && !waitsForClass(event))
                .isEmpty();
    }

    /** Whether another thread was about to load or initialize a class: once in the life of a JVM, and the JDK's own wait. */
    private static boolean waitsForClass(RecordedEvent event) {
        return isOf(event.getStackTrace().getFrames(), "jdk.internal.loader.")
                || (event.hasField("pinnedReason")
                        && String.valueOf(event.getString("pinnedReason")).contains("initialization of"));
    }

    private static boolean isOf(List<RecordedFrame> frames, String packages) {
        return frames.stream()
                .anyMatch(frame -> frame.getMethod().getType().getName().startsWith(packages));
    }
}
