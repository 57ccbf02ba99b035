package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.LuaFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LibraryWriterTest {

    private static final LinkedScript PUSH = script("jobs/push", "#!lua flags=allow-oom\nreturn 1\n", false);
    private static final LinkedScript OTHER = script("jobs_push", "local a\nlocal b = ...\nreturn 2", true);

    private static LinkedScript script(String name, String text, boolean readOnly) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new LinkedScript(
                name,
                LinkedScript.sha1(bytes),
                bytes,
                SourceMap.decode(name + ".lua\nlib.lua\n\n1=0:1\n2=1:7<0:1\n"),
                readOnly,
                Set.of());
    }

    private static LibraryFunction function(Map<LinkedScript, LibraryFunction> functions, LinkedScript script) {
        return Objects.requireNonNull(functions.get(script));
    }

    private static Map<LinkedScript, LibraryFunction> write(LinkedScript... scripts) {
        return LibraryWriter.functions("app", List.of(scripts), Instant.EPOCH);
    }

    @Test
    void functionsHaveTheirFlagsAndTheLinesOfTheirScripts() {
        LibraryFunction push = function(write(PUSH, OTHER), PUSH);
        String library = push.library();
        assertThat(library).matches("app_[0-9a-f]{16}");
        assertThat(push.libraryText()).isEqualTo("""
                        #!lua name=%1$s
                        redis.register_function{function_name='%1$s_jobs_push', description='jobs/push %2$s 1970-01-01T00:00:00Z', \
                        flags={'allow-oom'}, callback=function(KEYS, ARGV)

                        return 1
                        end}
                        redis.register_function{function_name='%1$s_jobs_push_2', description='jobs_push %3$s 1970-01-01T00:00:00Z', \
                        flags={'no-writes'}, callback=function(KEYS, ARGV, ...)
                        local a
                        local b = ...
                        return 2
                        end}
                        """.formatted(library, PUSH.digest(), OTHER.digest()));
    }

    @Test
    void linesAreThoseOfTheFiles() {
        SourceMap map = function(write(PUSH, OTHER), OTHER).sourceMap();
        assertThat(map.frames(3)).containsExactly(new LuaFrame("jobs/push.lua", 1));
        assertThat(map.frames(4))
                .containsExactly(new LuaFrame("lib.lua", 7), new LuaFrame("included from", "jobs/push.lua", 1));
        assertThat(map.frames(7)).containsExactly(new LuaFrame("jobs_push.lua", 1));
        assertThat(map.frames(9))
                .containsExactly(new LuaFrame("lib.lua", 8), new LuaFrame("included from", "jobs_push.lua", 1));
    }

    @Test
    void theNameIsThatOfTheContent() {
        String library = function(write(PUSH, OTHER), PUSH).library();
        assertThat(function(write(OTHER, PUSH, OTHER), OTHER).library()).isEqualTo(library);
        Map<LinkedScript, LibraryFunction> later =
                LibraryWriter.functions("app", List.of(PUSH, OTHER), Instant.EPOCH.plusSeconds(1));
        assertThat(function(later, PUSH).library()).isEqualTo(library);
        assertThat(function(write(PUSH), PUSH).library()).isNotEqualTo(library);
        LinkedScript writing = script("jobs_push", "local a\nlocal b = ...\nreturn 2", false);
        assertThat(function(write(PUSH, writing), PUSH).library()).isNotEqualTo(library);
    }

    @Test
    void functionsOfScriptsWithLikeNamesAreDifferent() {
        Map<LinkedScript, LibraryFunction> functions = write(PUSH, OTHER);
        assertThat(function(functions, PUSH).function())
                .isNotEqualTo(function(functions, OTHER).function());
        LinkedScript same = script("jobs/push", "#!lua flags=allow-oom\nreturn 1\n", false);
        Map<LinkedScript, LibraryFunction> twice = write(PUSH, same);
        assertThat(function(twice, same)).isSameAs(function(twice, PUSH));
    }
}
