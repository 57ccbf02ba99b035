package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.processor.Enums.LockType;
import dev.moonlet.processor.Enums.Reason;
import dev.moonlet.processor.Enums.Status;
import dev.moonlet.testing.RedisExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Enums by name and by code, in Java and as tables of Lua. */
class EnumsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static Enums enums;

    @BeforeAll
    static void compile() throws Exception {
        enums = Implementations.of(Enums.class, ScriptExecutor.of(redis.connection()), directory);
    }

    @Test
    void constantsAreTheSameInLuaAndInJava() {
        assertThat(enums.nextStatus(Status.WAITING, null)).isEqualTo(Status.ACTIVE);
        assertThat(enums.nextStatus(Status.ACTIVE, Reason.LATE)).isEqualTo(Status.DONE);
        assertThatThrownBy(() -> enums.nextStatus(Status.ACTIVE, Reason.EARLY))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessageContaining("expected the code of a constant of Status, found another");
    }

    @Test
    void codesAreSentWhereNothingIsDeclared() {
        assertThat(enums.code(Status.DONE)).contains(Status.DONE);
        assertThat(enums.name(Reason.EARLY)).isEqualTo(Reason.EARLY);
        assertThat(enums.codeOf("-7")).isEqualTo(Status.DONE);
        assertThat(enums.all(Status.ACTIVE, Status.DONE, Status.WAITING)).containsExactly("1", "-7", "0");
        assertThat(enums.otherLock(LockType.UNTIL_EXECUTED)).isEqualTo(LockType.UNTIL_EXPIRED);
        assertThat(enums.otherLock(LockType.UNTIL_EXPIRED)).isEqualTo(LockType.UNTIL_EXECUTED);
        assertThat(enums.locks(LockType.values())).containsExactly(LockType.values());
        List<Status> all = List.of(Status.values());
        assertThat(enums.list(all)).isEqualTo(all);
    }

    @Test
    void loadersFindTheEnumsOnTheirClassPath() {
        ScriptRunner runner = new ScriptRunner(
                ScriptLoader.of(Path.of("src/test/lua")).load("enums/next_status"),
                ScriptExecutor.of(redis.connection()));
        assertThat(runner.run(Map.of("from", 1, "why", Reason.LATE))).isEqualTo(-7L);
    }
}
