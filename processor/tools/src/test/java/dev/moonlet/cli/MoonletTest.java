package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MoonletTest {

    @TempDir
    Path directory;

    private String out = "";
    private String err = "";

    @BeforeEach
    void scripts() throws IOException {
        write("lib/clock.lua", "---@pragma once\nlocal function now()\n  return redis.call('TIME')[1]\nend\n");
        write("lib/names.lua", "return { queue = 'q' }\n");
        write("jobs/push.lua", """
                ---@key queue
                ---@include "/lib/clock"
                local names = require('lib.names')
                return { queue, now(), names.queue, CALL.size({ queue }) }
                """);
        write("jobs/size.lua", "return redis.call('LLEN', KEYS[1])\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve("lua").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private int moonlet(String command, String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        CommandLine commandLine = Moonlet.commandLine(InputStream.nullInputStream(), Map.of())
                .setOut(new PrintWriter(outText))
                .setErr(new PrintWriter(errText));
        List<String> all = new ArrayList<>(
                List.of(command, "--path", directory.resolve("lua").toString()));
        all.addAll(Arrays.asList(arguments));
        int status = commandLine.execute(all.toArray(String[]::new));
        out = plain(outText.toString());
        err = plain(errText.toString());
        return status;
    }

    private String plain(String text) {
        return text.replace(directory.toString(), "").replace(System.lineSeparator(), "\n");
    }

    @Test
    void partsAreCheckedWhereTheyAreUsed() {
        assertThat(moonlet("check")).isZero();
        assertThat(out).isEqualTo("2 scripts: 0 errors, 0 warnings\n");
    }

    @Test
    void filesThatOnlyDefineFunctionsAreCheckedAndNotListed() throws IOException {
        write("lib/spare.lua", "local function spare()\n  return 1\nend\n");
        assertThat(moonlet("list")).isZero();
        assertThat(out).contains("jobs/push", "jobs/size").doesNotContain("lib/");
        assertThat(moonlet("list", "lib")).isEqualTo(1);
        assertThat(err)
                .contains("script not found: \"lib\"", "the files of this folder are there to be included or required");
        assertThat(moonlet("list", "lib/spare")).isZero();
        assertThat(out).startsWith("lib/spare\n");
        assertThat(moonlet("check")).isZero();
        assertThat(out)
                .contains("lib/spare.lua:1:16: warning: function \"spare\" is never used")
                .endsWith("3 scripts: 0 errors, 1 warning\n");
    }

    @Test
    void whereOutcomesOfRequestsAreKeptIsListed() throws IOException {
        write("pay.lua", "---@key account\n---@once request 600\nreturn redis.call('INCR', account)\n");
        assertThat(moonlet("list", "pay")).isZero();
        assertThat(out).contains("  keeps      moonlet:once:{tag}:request for 600 s\n");
        assertThat(moonlet("list", "--format", "json", "pay")).isZero();
        assertThat(out.replaceAll("\\s", ""))
                .contains("\"keeps\":{\"key\":\"moonlet:once:{tag}:request\",\"seconds\":600}");
    }

    @Test
    void whatIsWrongIsSaidOnce() throws IOException {
        write("lib/clock.lua", "local function now()\n  return tme\nend\n");
        write("jobs/other.lua", "---@include \"/lib/clock\"\nlocal x = 1 y()\nreturn now( + 1\n");
        write("jobs/third.lua", "---@include \"/lib/clock\"\nlocal unused = 1\nreturn now()\n");
        assertThat(moonlet("check")).isEqualTo(1);
        assertThat(out).isEqualTo("""
                /lua/jobs/other.lua:3:13: error: expected an expression, found "+" [syntax-expected]
                  3 | return now( + 1
                    |             ^

                /lua/jobs/third.lua:2:7: warning: local "unused" is never used [unused-local]
                  2 | local unused = 1
                    |       ^^^^^^ remove it, or begin its name with an underscore

                /lua/lib/clock.lua:2:10: error: there is no variable "tme" [undefined-global]
                  2 |   return tme
                    |          ^^^
                  included from /lua/jobs/push.lua:2

                4 scripts: 2 errors, 1 warning
                """);
    }

    @Test
    void pathsChooseWhatIsSpokenOf() throws IOException {
        write("jobs/bad.lua", "return x\n");
        write("lib/clock.lua", "local function now()\n  return tme\nend\n");
        assertThat(moonlet("check", directory.resolve("lua/lib").toString())).isEqualTo(1);
        assertThat(out).contains("lib/clock.lua:2:10").doesNotContain("bad.lua");
        assertThat(moonlet("check", directory.resolve("lua/jobs/size.lua").toString()))
                .isZero();
        assertThat(moonlet("check", directory.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err).startsWith("there is no file or directory ");
    }

    @Test
    void aDirectoryOutsideOfTheProjectIsARootOfItsOwn() throws IOException {
        Path other = directory.resolve("other");
        Files.createDirectories(other);
        Files.writeString(other.resolve("a.lua"), "---@include \"b\"\nreturn b, c\n");
        Files.writeString(other.resolve("b.lua"), "local b = 1\n");
        assertThat(moonlet("check", other.toString())).isEqualTo(1);
        assertThat(out).contains("/other/a.lua:2:11: error: there is no variable \"c\"");
    }

    @Test
    void warningsFailIfThatIsWanted() throws IOException {
        write("jobs/third.lua", "local unused = 1\n");
        assertThat(moonlet("check")).isZero();
        assertThat(moonlet("check", "--strict")).isEqualTo(1);
    }

    @Test
    void editorsReadJson() throws IOException {
        write("jobs/bad.lua", "return x\n");
        assertThat(moonlet("check", "--format", "json")).isEqualTo(1);
        assertThat(JSON.std.listFrom(out)).singleElement().satisfies(found -> assertThat(JSON.std.asString(found))
                .isEqualTo(
                        "{\"severity\":\"error\",\"code\":\"undefined-global\",\"message\":\"there is no variable \\\"x\\\"\","
                                + "\"file\":\"/lua/jobs/bad.lua\",\"line\":1,\"column\":8,\"endLine\":1,\"endColumn\":9,"
                                + "\"related\":[],\"notes\":[],\"chain\":[]}"));
    }

    @Test
    void linkedScriptsArePrintedAsTheyAreSent() throws IOException {
        write("jobs/plain.lua", "-- A comment.\nreturn 1 -- one\n");
        assertThat(moonlet("link", "jobs/plain")).isZero();
        assertThat(out).isEqualTo("return 1\n");
        assertThat(moonlet(
                        "link",
                        "--comments",
                        directory.resolve("lua/jobs/plain.lua").toString()))
                .isZero();
        assertThat(out).isEqualTo("-- A comment.\nreturn 1 -- one\n");
        assertThat(moonlet("link", "jobs/pusch")).isEqualTo(1);
        assertThat(err)
                .startsWith("script not found: \"jobs/pusch\" [script-not-found]\n  did you mean \"jobs/push\"?");
    }

    @Test
    void linesAreMappedBothWays() {
        assertThat(moonlet("link", "jobs/push")).isZero();
        List<String> lines = out.lines().toList();
        int line = lines.indexOf("  return redis.call('TIME')[1]") + 1;
        assertThat(moonlet("map", "jobs/push", Integer.toString(line))).isZero();
        assertThat(out)
                .isEqualTo("lib/clock.lua:3\n  " + line
                        + " |   return redis.call('TIME')[1]\n  included from jobs/push.lua:2\n");
        assertThat(moonlet("map", "jobs/push", "lib/clock:3")).isZero();
        assertThat(out).isEqualTo(line + " |   return redis.call('TIME')[1]\n");
        assertThat(moonlet("map", "jobs/push", "1000")).isEqualTo(2);
        assertThat(err).startsWith("script jobs/push has no line 1000, but lines 1 to ");
        assertThat(moonlet("map", "jobs/push", "lib/other.lua:3")).isEqualTo(2);
        assertThat(err)
                .isEqualTo(
                        "jobs/push is linked from jobs/push.lua, lib/clock.lua, lib/names.lua, jobs/size.lua, not from"
                                + " lib/other.lua\n");
        assertThat(moonlet("map", "jobs/push", "x")).isEqualTo(2);
        assertThat(err).isEqualTo("\"x\" is not a line number\n");
    }

    @Test
    void graphsAreDrawn() {
        assertThat(moonlet("graph", "jobs/push")).isZero();
        assertThat(out).isEqualTo("""
                jobs/push
                ├─ includes lib/clock
                ├─ requires lib/names
                └─ calls jobs/size
                """);
        assertThat(moonlet("graph", "jobs/push", "--format", "dot")).isZero();
        assertThat(out)
                .startsWith("digraph \"jobs/push\" {\n")
                .contains("  \"jobs/push\" -> \"lib/names\" [label=\"requires\", style=dashed];\n");
        assertThat(moonlet("graph", "jobs/push", "--format", "svg")).isZero();
        assertThat(out)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains(">lib/clock</text>", "<title>jobs/push calls jobs/size</title>")
                .endsWith("</svg>\n");
    }

    @Test
    void theGraphOfAProjectHasAllScripts() throws IOException {
        write("jobs/clean.lua", "---@include \"/lib/clock\"\nreturn now()\n");
        assertThat(moonlet("graph")).isZero();
        assertThat(out).isEqualTo("""
                jobs/clean
                └─ includes lib/clock
                jobs/push
                ├─ includes lib/clock
                ├─ requires lib/names
                └─ calls jobs/size
                jobs/size
                """);
        assertThat(moonlet("graph", "--format", "dot")).isZero();
        assertThat(out)
                .startsWith("digraph \"scripts\" {\n")
                .containsOnlyOnce("\"jobs/size\" [style=bold];")
                .contains("\"jobs/clean\" -> \"lib/clock\"", "\"jobs/push\" -> \"lib/clock\"");
        assertThat(moonlet("graph", "--format", "svg")).isZero();
        assertThat(out).containsOnlyOnce(">lib/clock</text>");
        write("jobs/clean.lua", "return x\n");
        assertThat(moonlet("graph")).isEqualTo(1);
        assertThat(out).startsWith("jobs/push\n");
        assertThat(err).contains("there is no variable \"x\"");
    }

    @Test
    void settingsThatCannotBeUsedAreSaid() {
        assertThat(moonlet("check", "--encoding", "UTF-88")).isEqualTo(2);
        assertThat(err).isEqualTo("moonlet.encoding: there is no charset \"UTF-88\" [bad-option]\n");
        assertThat(moonlet("check", "--max-size", "0")).isEqualTo(2);
        assertThat(moonlet("link", "jobs/push", "--max-size", "100")).isEqualTo(1);
        assertThat(err)
                .contains(
                        "jobs/push.lua:1:1: script \"jobs/push\" is larger than 100 bytes when it is linked [script-too-large]");
    }

    @Test
    void declarationsAreProposed() throws IOException {
        write("limits/acquire.lua", """
                local bucket = KEYS[1]
                local rate, capacity = tonumber(ARGV[1]), tonumber(ARGV[2])
                local owner = ARGV[3]
                if owner then
                  redis.call('SET', bucket .. ':owner', owner, 'PX', ARGV[4])
                end
                local count = ARGV[5]
                for i = 6, #ARGV do
                  redis.call('SADD', bucket .. ':all', ARGV[i])
                end
                return redis.call('HSET', bucket, 'rate', rate, 'capacity', capacity) + 2 * count
                """);
        assertThat(moonlet("declare", "limits/acquire")).isZero();
        assertThat(out).isEqualTo("""
                ---@key bucket
                ---@arg rate number
                ---@arg capacity number
                ---@arg owner string
                ---@arg arg4 milliseconds
                ---@arg count number
                ---@arg args string...
                ---@return integer
                """);
        write("limits/declared.lua", "---@key bucket\n\nreturn redis.call('GET', bucket)\n");
        assertThat(moonlet("declare", "limits/declared")).isZero();
        assertThat(out).isEqualTo("---@return string?\n");
        assertThat(moonlet("declare", "limits/none")).isEqualTo(1);
        assertThat(err).contains("script not found: \"limits/none\"");
    }

    @Test
    void scriptsAreListed() throws IOException {
        assertThat(moonlet("list")).isZero();
        assertThat(out.lines().filter(line -> !line.startsWith(" "))).containsExactly("jobs/push", "jobs/size");
        write("jobs/push.lua", """
                ---@key queue
                ---@key others...
                ---@arg jobs string[]
                ---@arg limit integer = 5
                ---@return integer
                redis.call('DEL', queue .. ':x')
                return #jobs + limit + redis.call('SADD', others[1], redis.call('TYPE', queue).ok)
                """);
        assertThat(moonlet("list", "jobs")).isZero();
        String digest = out.lines().toList().get(1);
        assertThat(out).startsWith("jobs/push\n" + digest + """

                  keys       queue, others...
                  arguments  jobs string[], limit integer = 5
                  commands   DEL, SADD, TYPE
                  reads      others, queue
                  writes     queue..., others
                  file       /lua/jobs/push.lua
                jobs/size
                """);
        assertThat(digest).matches("  digest     [0-9a-f]{40}");
        assertThat(moonlet("list", "--format", "json", "jobs/push")).isZero();
        assertThat(JSON.std.asString(JSON.std.listFrom(out)))
                .isEqualTo("[{\"name\":\"jobs/push\",\"digest\":\""
                        + digest.strip().substring("digest".length()).strip()
                        + "\",\"keys\":[{\"name\":\"queue\",\"type\":\"string\",\"optional\":false},"
                        + "{\"name\":\"others\",\"type\":\"string...\",\"optional\":true}],"
                        + "\"arguments\":[{\"name\":\"jobs\",\"type\":\"string[]\",\"optional\":false},"
                        + "{\"name\":\"limit\",\"type\":\"integer\",\"optional\":true,\"default\":\"5\"}],"
                        + "\"result\":\"integer\",\"readOnly\":false,\"access\":{\"commands\":[\"DEL\",\"SADD\",\"TYPE\"],\"keys\":["
                        + "{\"kind\":\"derived\",\"name\":\"queue\",\"read\":false,\"written\":true},"
                        + "{\"kind\":\"declared\",\"name\":\"others\",\"read\":true,\"written\":true},"
                        + "{\"kind\":\"declared\",\"name\":\"queue\",\"read\":true,\"written\":false}],"
                        + "\"complete\":true},\"file\":\"/lua/jobs/push.lua\"}]");
    }

    @Test
    void whatDoesNotCompileIsNotListed() throws IOException {
        write("jobs/bad.lua", "return x\n");
        assertThat(moonlet("list")).isEqualTo(1);
        assertThat(out).contains("jobs/push\n").doesNotContain("jobs/bad");
        assertThat(err).startsWith("/lua/jobs/bad.lua:1:8: there is no variable \"x\" [undefined-global]\n");
        assertThat(moonlet("list", "jobs/pusch", "lib/clock")).isEqualTo(1);
        assertThat(err).contains("did you mean \"jobs/push\"?", "it is a part of others, which include or require it");
    }

    @Test
    void helpSaysWhatThereIs() {
        StringWriter text = new StringWriter();
        assertThat(Moonlet.commandLine(InputStream.nullInputStream(), Map.of())
                        .setOut(new PrintWriter(text))
                        .execute("--help"))
                .isZero();
        assertThat(text.toString()).contains("check", "link", "map", "run", "graph", "Exit status");
        assertThat(Moonlet.commandLine(InputStream.nullInputStream(), Map.of())
                        .setErr(new PrintWriter(text))
                        .execute())
                .isEqualTo(2);
    }
}
