package app;

import dev.moonlet.LuaScript;
import dev.moonlet.ReturnedErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@LuaScript("jobs")
@ReturnedErrors(Api.JobError.class)
public interface Api {
    Outcome finish(String job);

    Map<String, Double> scores(String job);

    List<Score> ranking(String job);

    Optional<Object> find(String job);

    record Score(String member, double score) {}

    sealed interface Outcome {
        record Done(String id, Optional<String> note) implements Outcome {}

        record Again(long attempt) implements Outcome {}

        record Waiting(long others) implements Outcome {}

        record MissingLock(long code) implements Outcome {}
    }

    enum JobError {
        MISSING_KEY,
        MISSING_LOCK
    }
}
