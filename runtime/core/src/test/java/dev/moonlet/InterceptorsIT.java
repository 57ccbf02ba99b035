package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonlet.scripts.Echo;
import dev.moonlet.scripts.EchoLua;
import dev.moonlet.scripts.Notes;
import dev.moonlet.scripts.NotesLua;
import dev.moonlet.testing.RedisExtension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What interceptors see, change and answer. */
@Timeout(60)
class InterceptorsIT {

    private static final Notes.Place PLACE = new Notes.Place("note", Optional.of("ada"));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @RegisterExtension
    final InterceptedCalls calls = new InterceptedCalls(redis);

    @Test
    void theFirstOneIsTheOutermost() throws Exception {
        ScriptExecutor executor = ScriptExecutor.on(calls.connection())
                .interceptors(calls.tracing("a"), calls.tracing("b"))
                .interceptors(calls.tracing("c"))
                .build();
        Notes notes = new NotesLua(executor);
        assertThat(notes.write(PLACE, 1, List.of("x"))).contains("1 ada x");
        List<String> expected =
                List.of("a before note", "b before note", "c before note", "c after 1", "b after 1", "a after 1");
        assertThat(calls.events()).isEqualTo(expected);
        calls.events().clear();
        assertThat(notes.writeAsync(PLACE, 2, List.of("y")).get()).contains("2 ada y");
        assertThat(calls.events()).isEqualTo(expected);
    }

    @Test
    void entriesHaveNamesAndValues() throws Exception {
        List<String> seen = new ArrayList<>();
        Notes notes = calls.notes(call -> {
            seen.clear();
            call.keys().forEach(key -> seen.add("key " + key.name() + "=" + key.text()));
            call.arguments().forEach(argument -> seen.add(argument.name() + "=" + argument.text()));
            seen.add(call.resultType() + " " + call.isReadOnly() + " "
                    + call.digest().length());
            seen.add(call + "|" + call.keys());
            return call.proceed();
        });
        notes.write(PLACE, 7, List.of("x", "y"));
        assertThat(seen)
                .startsWith(
                        "key place.note=note",
                        "key copy=note:copy",
                        "revision=7",
                        "place.author=ada",
                        "words=x",
                        "words=y",
                        Optional.class + " false 40")
                .last()
                .asString()
                .startsWith("note (")
                .endsWith(")|[place.note, copy]");
        notes.write(new Notes.Place("other", Optional.empty()), 7, List.of("x", "y", "z"));
        assertThat(seen).contains("place.author=", "words=z").doesNotContain("place.author=ada");
    }

    @Test
    void typesAreThoseOfMethods() {
        List<Class<?>> types = new ArrayList<>();
        Echo echo = new EchoLua(ScriptExecutor.on(calls.connection())
                .interceptors(call -> {
                    types.add(call.resultType());
                    return call.proceed();
                })
                .build());
        echo.echoInteger(1);
        echo.person("ada", true);
        assertThat(types).containsExactly(long.class, Echo.Person.class);
    }

    @Test
    void valuesAreReplacedByName() {
        Notes notes = calls.notes(call -> call.with("REVISION", "8")
                .with("author", "grace")
                .with("PLACE.NOTE", "changed")
                .with("words", word -> text(reversed(word)))
                .proceed());
        assertThat(notes.write(PLACE, 7, List.of("ab", "cd"))).contains("8 grace ba dc");
        assertThat(redis.connection().sync().exists("changed", "note:copy")).isEqualTo(2);
        assertThat(notes.write(new Notes.Place("n", Optional.empty()), 7, List.of("ab")))
                .contains("8 grace ba");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> calls.notes(call -> call.with("revisions", "8").proceed())
                                .write(PLACE, 1, List.of()))
                .withMessage("script note has 0 entries named \"revisions\", and not one");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        calls.notes(call -> call.with("words", "8").proceed()).write(PLACE, 1, List.of("x", "y")))
                .withMessage("script note has 2 entries named \"words\", and not one");
    }

    @Test
    void keysHaveAPrefix() {
        Notes notes = new NotesLua(ScriptExecutor.on(calls.connection())
                .keyPrefix("tenant:1:")
                .interceptors(call -> {
                    call.keys().forEach(key -> calls.events().add(key.text()));
                    return call.proceed();
                })
                .build());
        notes.write(PLACE, 1, List.of("x"));
        assertThat(calls.events()).containsExactly("note", "note:copy");
        assertThat(redis.connection().sync().exists("tenant:1:note", "tenant:1:note:copy", "tenant:1:note:runs"))
                .isEqualTo(3);
        assertThat(redis.connection().sync().dbsize()).isEqualTo(3);
        calls.notes(call -> call.withKeyPrefix("a:").withKeyPrefix("b:").proceed())
                .write(PLACE, 1, List.of("x"));
        assertThat(redis.connection().sync().exists("b:a:note", "b:a:note:copy"))
                .isEqualTo(2);
    }

    @Test
    void answersReplaceTheReply() throws Exception {
        Notes notes = calls.notes(call -> CompletableFuture.completedFuture(Optional.of("answered")));
        assertThat(notes.write(PLACE, 1, List.of("x"))).contains("answered");
        assertThat(notes.writeAsync(PLACE, 1, List.of("x")).get()).contains("answered");
        assertThat(calls.runs()).isNull();
    }

    @Test
    void answersAreOfTheTypeOfTheMethod() {
        Notes wrong = calls.notes(call -> CompletableFuture.completedFuture("text"));
        String message = "script note was answered by an interceptor with a java.lang.String,"
                + " but its method returns java.util.Optional";
        assertThatThrownBy(() -> wrong.write(PLACE, 1, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThat(wrong.writeAsync(PLACE, 1, List.of()))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage(message);
        Notes nothing = calls.notes(call -> CompletableFuture.completedFuture(null));
        assertThatThrownBy(() -> nothing.write(PLACE, 1, List.of()))
                .hasMessage("script note was answered by an interceptor with null,"
                        + " but its method returns java.util.Optional");
        Echo echo = new EchoLua(ScriptExecutor.on(calls.connection())
                .interceptors(call -> CompletableFuture.completedFuture(null))
                .build());
        assertThatThrownBy(() -> echo.echoInteger(1))
                .hasMessage(
                        "script echo/integer was answered by an interceptor with null, but its method returns long");
    }

    @Test
    void callsAreRefused() {
        Notes notes = calls.notes(call -> {
            throw new UnsupportedOperationException("not now");
        });
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("not now");
        assertThat(notes.writeAsync(PLACE, 1, List.of()))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // that is the mistake
    void nullIsNotAStage() {
        Notes notes = calls.notes(call -> null);
        assertThatThrownBy(() -> notes.write(PLACE, 1, List.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageEndingWith("returned null, and not a stage, for script note");
    }

    @Test
    void exceptionsAreThoseOfTheCaller() {
        Notes notes = calls.notes(call -> call.proceed().thenApply(result -> result));
        Throwable error = catchThrowable(() -> notes.write(PLACE, -1, List.of()));
        assertThat(error).isInstanceOf(ScriptErrorException.class);
        assertThat(error.getStackTrace()[0].getClassName()).isEqualTo(NotesLua.class.getName());
        assertThat(error.getStackTrace()[0].getMethodName()).isEqualTo("write");
    }

    private static ByteBuffer text(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private static String reversed(ByteBuffer word) {
        return new StringBuilder(StandardCharsets.UTF_8.decode(word)).reverse().toString();
    }
}
