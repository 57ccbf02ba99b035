package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.jackson.JacksonCodec;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import java.lang.reflect.Constructor;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to Redis does what the files say, however they are written. */
class LinkingIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    @Test
    void longCommentsMayBeginAndEndOnLinesOfCode() throws Exception {
        String script = """
                ---@return integer
                local t = { 1, 2 }
                local n = 1 --[[ begins
                  goes on
                ends ]]
                n = n + 100 --[[ inside ]] + 0 -- to the end
                n = n + t[t[1]] --[==[ begins
                ends ]==] n = n + 1000
                return n
                """;
        assertThat(run(script, "long")).isEqualTo(1102L);
    }

    @Test
    void textsArriveWhateverTheEncodingOfJavaSources() throws Exception {
        String script = "---@return string\nreturn [[\u00e9 \u2028 \ud83c\udf0d\u3000\n\u3000\\u0041\u2003\nend]]"
                + " -- " + "\ud83c\udf0d".repeat(20_000) + "\n";
        assertThat(run(script, "String", "-encoding", "US-ASCII"))
                .isEqualTo("\u00e9 \u2028 \ud83c\udf0d\u3000\n\u3000\\u0041\u2003\nend");
    }

    @Test
    void longScriptsFitIntoClasses() throws Exception {
        StringBuilder script = new StringBuilder("---@return string\nlocal text = ''\n");
        for (int i = 0; i < 9_000; i++) {
            script.append("-- ")
                    .append(i)
                    .append("\ntext = '\u00e9\ud83c\udf0d ")
                    .append(i)
                    .append("'\n");
        }
        assertThat(run(script + "return text\n", "String")).isEqualTo("\u00e9\ud83c\udf0d 8999");
    }

    @Test
    void lineEndsOfWindowsAreNoMatter() throws Exception {
        assertThat(run("---@return string\r\nlocal a = [[x\r\ny]]\r\nreturn a\r\n", "String"))
                .isEqualTo("x\ny");
    }

    @Test
    void scriptsWithoutCodeDoNothing() throws Exception {
        assertThat(run("", "void")).isNull();
        assertThat(run("-- nothing yet\n", "void")).isNull();
    }

    @Test
    @NeedsRedis(7)
    void flagsAreThoseOfTheScript() {
        String script = "---@flags no-writes\n---@return string\nreturn redis.call('S' .. 'ET', 'k', 'v').ok\n";
        assertThatThrownBy(() -> run(script, "String"))
                .rootCause()
                .hasMessage("script main failed at main.lua:3: Write commands are not allowed from read-only scripts.\n"
                        + "    3 | return redis.call('S' .. 'ET', 'k', 'v').ok");
    }

    @Test
    void patternsIncludeAllThatMatchInOrder() throws Exception {
        new JavaProject(directory)
                .write("src/main/lua/steps/b.lua", "steps = steps .. 'b'\n")
                .write("src/main/lua/steps/a.lua", "steps = steps .. 'a'\n")
                .write("src/main/lua/steps/deep/c.lua", "steps = steps .. 'c'\n");
        assertThat(run("local steps = ''\n---@include \"steps/*\"\n---@return string\nreturn steps\n", "String"))
                .isEqualTo("ab");
        assertThat(run("local steps = ''\n---@include \"steps/**\"\n---@return string\nreturn steps\n", "String"))
                .isEqualTo("abc");
    }

    @Test
    void whatJsonCannotSayIsReportedAtTheReturn() {
        String script = """
                ---@return { total: integer, notes: json? }?
                if false then
                  return nil
                end
                return {
                  total = 1, notes = { tostring },
                }
                """;
        String types = "record Receipt(long total, java.util.Optional<String> notes) {} java.util.Optional<Receipt>";
        assertThatThrownBy(() -> run(script, types)).rootCause().hasMessage("""
                        script main failed at main.lua:5: Cannot serialise function: type not supported
                            5 | return {""");
    }

    @Test
    void whatJsonCannotSayIsReportedAtTheReturnOfAnIncludedFile() {
        new JavaProject(directory).write("src/main/lua/lib/last.lua", "local n = 0\nreturn { n / n }\n");
        assertThatThrownBy(() -> run("---@return json\n---@include \"lib/last\"\n", "java.util.List<Double>"))
                .rootCause()
                .hasMessage("""
                        script main failed at lib/last.lua:2: Cannot serialise number: must not be NaN or Inf
                            2 | return { n / n }
                            included from main.lua:2""");
    }

    @Test
    void whatJsonCannotSayIsReportedAtTheDeclarationWhereSeveralReturnsMayBeToBlame() {
        String script = """
                ---@return json
                if tonumber('1') == 1 then return { tostring } end
                return { 1 }
                """;
        assertThatThrownBy(() -> run(script, "java.util.List<Long>"))
                .rootCause()
                .hasMessage("script main failed at main.lua:1: Cannot serialise function: type not supported");
    }

    private Object run(String script, String type, String... options) throws Exception {
        JavaProject project = new JavaProject(directory)
                .write("src/main/java/app/Api.java", """
                        package app;
                        @dev.moonlet.LuaScript("main")
                        public interface Api {
                            %s main();
                        }
                        """.formatted(type))
                .write("src/main/lua/main.lua", script);
        assertThat(project.compile(options)).isEmpty();
        try (URLClassLoader classes = project.load()) {
            Constructor<?> constructor = classes.loadClass("app.ApiLua").getConstructors()[0];
            Object[] arguments = {ScriptExecutor.of(redis.connection()), new JacksonCodec(new ObjectMapper())};
            Object api = constructor.newInstance(Arrays.copyOf(arguments, constructor.getParameterCount()));
            return classes.loadClass("app.Api").getMethod("main").invoke(api);
        }
    }
}
