package dev.moonlet.processor;

import dev.moonlet.LuaScript;
import dev.moonlet.ReturnedErrors;
import dev.moonlet.Returns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Results of several shapes, values that stand for failures, and keys and values in turn. */
@LuaScript("shapes")
@ReturnedErrors(Shapes.JobError.class)
public interface Shapes {

    /** What the scripts return for failures. */
    enum JobError {
        MISSING_KEY,
        MISSING_LOCK,
        BUSY,
        NOTHING
    }

    /** What becomes of a job. */
    sealed interface Outcome {

        /** It is done. */
        record Done(String id, Optional<String> note) implements Outcome {}

        /** It is tried again. */
        record Again(long retry) implements Outcome {}

        /** It waits for others. */
        record Waiting(long others) implements Outcome {}

        /** It is called so. */
        record Named(String name) implements Outcome {}

        /** There is none. */
        record None() implements Outcome {}

        /** It is not locked. */
        record MissingLock(int code, String text) implements Outcome {}

        /** Other failures. */
        enum Other implements Outcome {
            BUSY
        }
    }

    /** A member and its score. */
    record Score(String member, double score) {}

    /** A word. */
    enum Word {
        ONE,
        TWO
    }

    /** One identifier or several. */
    sealed interface Id {

        /** One. */
        record Of(long id) implements Id {}

        /** Several. */
        record Several(List<Long> ids) implements Id {}
    }

    Id identifier(String lua);

    Outcome outcome(String lua);

    CompletionStage<Outcome> outcomeAsync(String lua);

    @LuaScript("shapes/scores")
    Map<String, Double> scores(String lua);

    @SuppressWarnings("NonApiType") // it can be bound
    @LuaScript("shapes/scores")
    LinkedHashMap<Word, Float> words(String lua);

    @LuaScript("shapes/scores")
    List<Score> list(String lua);

    @LuaScript("shapes/plain")
    long plain(String lua);

    @LuaScript("shapes/plain")
    void nothing(String lua);

    @LuaScript("untouched/value")
    @Returns(errors = {"-5 MissingLock 'not locked'", "\"busy\" Busy"})
    String untouched(String lua);

    @LuaScript("shapes/plain")
    @Returns("pairs<integer, boolean?>")
    Map<Integer, Boolean> flags(String lua);

    @LuaScript("shapes/plain")
    Map<Integer, Word> places(String lua);

    double number(String lua);

    @LuaScript("shapes/list")
    List<Object> objects(String lua);
}
