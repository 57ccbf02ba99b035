package dev.moonlet.processor;

import dev.moonlet.Code;
import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Enums by name and by code. */
@LuaScript("enums")
public interface Enums {

    /** A status, which an integer stands for. */
    enum Status {
        @Code(0)
        WAITING,
        @Code(1)
        ACTIVE,
        @Code(-7)
        DONE
    }

    /** A kind of lock, which a text stands for. */
    enum LockType {
        @Code(text = "until_executed")
        UNTIL_EXECUTED,
        @Code(text = "until \"it\" \\ expired")
        UNTIL_EXPIRED
    }

    /** A reason, which has a name. */
    enum Reason {
        LATE,
        EARLY
    }

    Status nextStatus(Status from, @Nullable Reason why);

    @LuaScript("enums/plain")
    Optional<Status> code(Status status);

    @LuaScript("enums/plain")
    Reason name(Reason reason);

    @LuaScript("enums/plain")
    Status codeOf(String text);

    LockType otherLock(LockType lock);

    @LuaScript("enums/all")
    List<LockType> locks(LockType... locks);

    @LuaScript("enums/all")
    List<String> all(Status first, Status... more);

    @LuaScript("enums/all")
    List<Status> list(List<Status> all);
}
