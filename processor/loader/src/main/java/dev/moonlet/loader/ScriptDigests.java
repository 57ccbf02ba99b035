package dev.moonlet.loader;

import dev.moonlet.script.Script;
import java.util.List;

/** The digests of scripts, for tools that read a slow log or the output of {@code MONITOR}. */
public final class ScriptDigests {

    private ScriptDigests() {}

    /**
     * The digests that a server may know a script by. The first is the script's own, which {@link Script#digest} has. The others
     * are those of the form that runs the calls of a batch, and of what servers before Redis 7 get in place of a script that begins
     * with {@code #!lua}.
     *
     * <pre>{@code
     * ScriptDigests.of(loader.load("jobs/push")).contains("73762baa33d02120071fd0fa21bd10bfe278ec39");
     * }</pre>
     */
    public static List<String> of(Script script) {
        return ScriptRunner.compiled(script).digests();
    }
}
