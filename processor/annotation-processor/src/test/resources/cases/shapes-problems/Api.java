package app;

import dev.moonlet.LuaScript;
import dev.moonlet.ReturnedErrors;
import java.util.List;
import java.util.Map;

@LuaScript("jobs")
@ReturnedErrors(Api.JobError.class)
public interface Api {
    Outcome noCase(String job);

    Outcome nearCase(String job);

    Outcome twoCases(String job);

    String notSealed(String job);

    Map<String, Integer> wrongValue(String job);

    List<String> notARecord(String job);

    Failed failure(String job);

    String unlike(String job);

    sealed interface Outcome {
        record Done(String id, int note) implements Outcome {}

        record Waiting(long others) implements Outcome {}

        record Later(long millis) implements Outcome {}
    }

    sealed interface Failed {
        record Value(long value) implements Failed {}

        record MissingLock(int code) implements Failed {}
    }

    enum JobError {
        MISSING_KEY
    }
}
