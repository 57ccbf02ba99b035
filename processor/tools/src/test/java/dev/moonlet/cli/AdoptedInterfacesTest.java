package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java interfaces that {@code moonlet adopt} writes, which compile. */
class AdoptedInterfacesTest {

    @TempDir
    Path directory;

    private AdoptedProject project;

    @BeforeEach
    void makeProject() {
        project = new AdoptedProject(directory);
    }

    /** The body of the interface for one script, which is compiled with it. */
    private String adopt(String lua) throws IOException {
        Path folder = Files.createDirectories(project.lua().resolve("old"));
        Files.writeString(folder.resolve("script.lua"), lua);
        CommandRun run = CommandRun.of(
                "adopt",
                folder.toString(),
                "--path",
                project.lua().toString(),
                "--java",
                project.java().toString(),
                "--package",
                "app",
                "--write");
        assertThat(run.err()).contains("1 script, 1 interface");
        assertThat(project.compile()).isEmpty();
        String source = Files.readString(project.java().resolve("app/Old.java"));
        return source.substring(source.indexOf("{\n", source.indexOf("interface")) + 2, source.lastIndexOf('}'))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void momentsAreInstants() throws IOException {
        String method = adopt("""
                local at, when, note_until, ttl = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
                redis.call('EXPIREAT', KEYS[1], at)
                redis.call('SET', KEYS[1], 'x', 'PXAT', when)
                redis.call('EXPIRE', KEYS[1], ttl)
                if ARGV[5] then redis.call('PEXPIREAT', KEYS[1], ARGV[5]) end
                if note_until ~= '' then redis.call('SET', KEYS[1], 'y', 'EXAT', note_until) end
                return 1
                """);
        assertThat(method).endsWith("""
                        long script(
                        String key1,
                        Instant at,
                        Instant when,
                        Optional<Instant> noteUntil,
                        Duration ttl,
                        Optional<Instant> arg5);""");
    }

    @Test
    void partsThatRedisMayCutAreOptional() throws IOException {
        assertThat(adopt("""
                local job = cjson.decode(redis.call('GET', KEYS[1]))
                local ids
                if job.ready then ids = redis.call('LRANGE', KEYS[2], 0, -1) end
                return { redis.call('EXISTS', KEYS[2]), job.name, ids }
                """))
                .endsWith("record ScriptResult(long value1, Optional<Object> name, Optional<List<String>> ids) {}");
    }

    @Test
    void partsInFrontOfOthersThatMayBeNilMakeTheResultUnknown() throws IOException {
        assertThat(adopt("""
                local v
                if redis.call('EXISTS', KEYS[1]) == 1 then v = 'x' end
                return { v, redis.call('EXISTS', KEYS[1]) }
                """)).endsWith("// TODO: the type of the result\nObject script(String key1);");
    }

    @Test
    void repliesArePartsOfRecords() throws IOException {
        assertThat(adopt("""
                local all, first = redis.call('HGETALL', KEYS[1]), redis.call('LRANGE', KEYS[2], 0, -1)
                return { all, first, redis.call('HMGET', KEYS[1], 'a', 'b') }
                """))
                .endsWith(
                        "record ScriptResult(Map<String, String> all, List<String> first, List<Optional<String>> value3) {}");
    }

    @Test
    void aTextAndAStatusAreAText() throws IOException {
        assertThat(adopt("""
                if redis.call('GET', KEYS[1]) == ARGV[1] then return 'OK' end
                return redis.call('SET', KEYS[1], ARGV[1], 'NX')
                """)).endsWith("Optional<String> script(String key1, String arg1);");
    }

    @Test
    void namesThatUsesContradictAreLeftToDo() throws IOException {
        assertThat(adopt("""
                -- ARGV[1] lock token
                -- ARGV[2] lock duration in milliseconds
                return redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[1])
                """))
                .contains("// TODO: a look at lockToken, which is used as milliseconds")
                .contains("// TODO: a look at lockDurationInMilliseconds, which is used as string");
    }

    @Test
    void licencesAreNoDescriptions() throws IOException {
        assertThat(adopt("""
                --[[
                 Copyright (c) 2021 A. Uthor

                 You may use this.
                ]]

                -- locks/take.lua
                -- Takes a lock.
                -- key 1 -> lock
                -- arg 1 -> owner

                return redis.call('SET', KEYS[1], ARGV[1])
                """)).startsWith("/** Takes a lock. */\n");
    }

    @Test
    void commentsOfTheFirstFunctionAreNoDescriptions() throws IOException {
        assertThat(adopt("""
                -- Gets all fields.
                local function all(key) return redis.call('HGETALL', key) end
                return all(KEYS[1])
                """)).doesNotContain("/**");
    }
}
