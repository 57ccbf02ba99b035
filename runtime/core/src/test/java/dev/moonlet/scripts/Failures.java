package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Scripts that fail; {@code src/test/lua/failures} has them. */
@LuaScript("failures")
public interface Failures {

    void throughInclude(String key, boolean wrongType);

    CompletionStage<Void> throughIncludeAsync(String key, boolean wrongType);

    void inItself(String operation);

    void errorReply(String message);

    void unknownScript(String counter);

    void loading(String counter);

    void denied(String counter);

    long tasks(String counter);

    Object nested(String counter, int depth);

    CompletionStage<Object> nestedAsync(String counter, int depth);

    void raised(String counter, String how);

    Optional<String> flagged(String key);

    CompletionStage<Optional<String>> flaggedAsync(String key);

    Optional<String> flaggedOom(String key);

    Object old(String key, String how);

    CompletionStage<Long> endlessAsync(String key);
}
