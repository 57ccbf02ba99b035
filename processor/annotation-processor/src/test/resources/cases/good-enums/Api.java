package app;

import dev.moonlet.Arg;
import dev.moonlet.Code;
import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Optional;

@LuaScript("jobs")
public interface Api {
    Status finish(String job, Status from, Reason why);

    List<Status> all(String job);

    Optional<Status> legacy(@dev.moonlet.Key String job, Status to);

    enum Status {
        @Code(0)
        WAITING,
        @Code(1)
        ACTIVE,
        @Code(-7)
        DONE
    }

    enum Reason {
        LATE,
        EARLY
    }
}
