package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ReturnedErrorException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.processor.Shapes.Outcome;
import dev.moonlet.processor.Shapes.Score;
import dev.moonlet.processor.Shapes.Word;
import dev.moonlet.testing.RedisExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Results of several shapes, values that stand for failures, and keys and values in turn. */
class ShapesIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static Shapes shapes;

    @BeforeAll
    static void compile() throws Exception {
        shapes = Implementations.of(Shapes.class, ScriptExecutor.of(redis.connection()), directory);
    }

    private static Arguments reads(BiFunction<Shapes, String, Object> method, String lua, @Nullable Object value) {
        return Arguments.of(method, lua, value);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                reads(Shapes::outcome, "{ id = 'a', note = 'x' }", new Outcome.Done("a", Optional.of("x"))),
                reads(Shapes::outcome, "{ id = 'a' }", new Outcome.Done("a", Optional.empty())),
                reads(Shapes::outcome, "{ retry = 7 }", new Outcome.Again(7)),
                reads(Shapes::outcome, "7", new Outcome.Waiting(7)),
                reads(Shapes::outcome, "'x'", new Outcome.Named("x")),
                reads(Shapes::outcome, "'-1'", new Outcome.Named("-1")),
                reads(Shapes::outcome, "nil", new Outcome.None()),
                reads(Shapes::outcome, "false", new Outcome.None()),
                reads(Shapes::outcome, "-2", new Outcome.MissingLock(-2, "the job is not locked")),
                reads(Shapes::outcome, "'BUSY'", Outcome.Other.BUSY),
                reads(Shapes::outcome, "redis.status_reply('DONE')", new Outcome.Named("DONE")),
                reads(Shapes::scores, "{}", Map.of()),
                reads(Shapes::scores, "{'a', 1.5, 'b', '2'}", Map.of("a", 1.5, "b", 2.0)),
                reads(Shapes::words, "{'TWO', 2, 'ONE', '1'}", Map.of(Word.TWO, 2f, Word.ONE, 1f)),
                reads(Shapes::list, "{'a', 1.5, 'a', '2'}", List.of(new Score("a", 1.5), new Score("a", 2))),
                reads(Shapes::scores, "{ map = { a = 1.5 } }", Map.of("a", 1.5)),
                reads(Shapes::identifier, "7", new Shapes.Id.Of(7)),
                reads(Shapes::identifier, "'9007199254740993'", new Shapes.Id.Of(9007199254740993L)),
                reads(Shapes::identifier, "{ 7 }", new Shapes.Id.Several(List.of(7L))),
                reads(Shapes::plain, "7", 7L),
                reads(Shapes::plain, "'-1'", -1L),
                reads(Shapes::places, "{1, 'ONE', '2', 'TWO'}", Map.of(1, Word.ONE, 2, Word.TWO)),
                reads(Shapes::number, "0.5", 0.5),
                reads(Shapes::objects, "{1, 'x', 2}", List.of(1L, "x", 2L)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void areToldApartByTheReply(BiFunction<Shapes, String, Object> method, String lua, @Nullable Object value) {
        assertThat(method.apply(shapes, lua)).isEqualTo(value);
    }

    @Test
    void pairsOfCommandsKeepTheirOrder() {
        redis.connection().sync().zadd("shapes:scores", 2, "TWO");
        redis.connection().sync().zadd("shapes:scores", 1, "ONE");
        String lua = "redis.call('ZRANGE', 'shapes:scores', 0, -1, 'WITHSCORES')";
        assertThat(shapes.words(lua)).containsExactly(Map.entry(Word.ONE, 1f), Map.entry(Word.TWO, 2f));
        assertThat(shapes.list(lua)).containsExactly(new Score("ONE", 1), new Score("TWO", 2));
    }

    @Test
    void valuesOfPairsMayBeNothing() {
        assertThat(shapes.flags("{1, true, '2', false, 3, 0, 4}"))
                .hasSize(4)
                .containsEntry(1, true)
                .containsEntry(2, false)
                .containsEntry(3, false)
                .containsEntry(4, null);
    }

    @ParameterizedTest
    @CsvSource({"outcome,-1", "plain,-1", "nothing,-1", "number,-1"})
    void valuesThatStandForFailuresAreExceptions(String method, String code) {
        ReturnedErrorException failure = catchThrowableOfType(ReturnedErrorException.class, () -> {
            switch (method) {
                case "outcome" -> shapes.outcome(code);
                case "plain" -> shapes.plain(code);
                case "nothing" -> shapes.nothing(code);
                default -> shapes.number(code);
            }
        });
        assertThat(failure)
                .hasMessage("script shapes/%s returned -1: MissingKey (the job does not exist)"
                        .formatted(method.equals("nothing") ? "plain" : method));
        assertThat(failure.code()).isEqualTo("-1");
        assertThat(failure.name()).isEqualTo("MissingKey");
        assertThat(failure.text()).isEqualTo("the job does not exist");
        assertThat(failure.as(Shapes.JobError.class)).isEqualTo(Shapes.JobError.MISSING_KEY);
        assertThatThrownBy(() -> failure.as(Word.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no constant for the error MissingKey of script");
    }

    @Test
    void methodsDeclareTheFailuresOfScriptsThatMustNotBeEdited() {
        assertThat(shapes.untouched("'-5'")).isEqualTo("-5");
        assertThatThrownBy(() -> shapes.untouched("-5"))
                .isInstanceOf(ReturnedErrorException.class)
                .hasMessage("script untouched/value returned -5: MissingLock (not locked)");
        assertThatThrownBy(() -> shapes.untouched("'busy'"))
                .isInstanceOf(ReturnedErrorException.class)
                .hasMessage("script untouched/value returned busy: Busy");
    }

    @Test
    void nilCanStandForAFailure() {
        assertThatThrownBy(() -> shapes.plain("nil"))
                .isInstanceOf(ReturnedErrorException.class)
                .hasMessage("script shapes/plain returned nil: Nothing");
        assertThatThrownBy(() -> shapes.nothing("false")).isInstanceOf(ReturnedErrorException.class);
    }

    @Test
    void asynchronousMethodsFailTheirStage() {
        assertThatThrownBy(() -> shapes.outcomeAsync("-1").toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ReturnedErrorException.class);
        assertThat(shapes.outcomeAsync("7").toCompletableFuture().join()).isEqualTo(new Outcome.Waiting(7));
    }

    @Test
    void whatHasNoneOfTheShapesIsAMismatch() {
        assertThatThrownBy(() -> shapes.objects("{1, {}}"))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessageContaining("reply[1]")
                .hasMessageContaining("expected an integer or a string, found an array");
        assertThatThrownBy(() -> shapes.scores("{'a', 1, 'a', 2}"))
                .isInstanceOf(ReplyMismatchException.class)
                .hasMessageContaining("reply[pair 2]")
                .hasMessageContaining("each key once");
        assertThatThrownBy(() -> shapes.scores("{'a', 1, 'b'}")).isInstanceOf(ReplyMismatchException.class);
        assertThatThrownBy(() -> shapes.outcome("redis.error_reply('SAD it is')"))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("SAD it is");
    }
}
