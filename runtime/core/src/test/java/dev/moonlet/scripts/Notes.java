package dev.moonlet.scripts;

import dev.moonlet.LuaScript;
import dev.moonlet.ReadTimeout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Has entries of each kind; {@code src/test/lua/note.lua} is its script. */
@LuaScript("note")
public interface Notes {

    /** Where and by whom a note is written. */
    record Place(String note, Optional<String> author) {}

    Optional<String> write(Place place, long revision, List<String> words);

    CompletableFuture<Optional<String>> writeAsync(Place place, long revision, List<String> words);

    @ReadTimeout("50ms")
    Optional<String> writeHastily(Place place, long revision, List<String> words);

    @ReadTimeout("50ms")
    CompletableFuture<Optional<String>> writeHastilyAsync(Place place, long revision, List<String> words);
}
