package dev.moonlet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random scripts without branches, each run on no data and on some: what a check calls certain to fail fails, and what fails because of
 * nil, false or a value of another type was found.
 */
class ValueOracleIT {

    private static final int SCRIPTS = Integer.getInteger("moonlet.scripts", 3_000);
    private static final int MOST_LINES = 8;

    /** What a script does not use, which has nothing to do with its failures. */
    private static final Set<String> OF_STYLE = Set.of("unused-local", "unreachable-code", "undeclared-key");

    /** The lines of an error, on Redis 6 as well. */
    private static final Pattern LINE = Pattern.compile("user_script:(\\d+)[:.]");

    private static final Pattern VARIABLE = Pattern.compile("\\bv\\d+\\b");

    /** How Lua says that a value is of the wrong kind. */
    private static final Pattern OF_KIND =
            Pattern.compile("attempt to (?:perform arithmetic on|concatenate|compare|index|call|get length of)"
                    + "|bad argument|'for' limit must be a number|Lua redis lib command arguments must be");

    /** What is not found: what a string holds, and what the script puts into its own tables. */
    private static final List<Pattern> NOT_FOUND = List.of(
            Pattern.compile("attempt to perform arithmetic on .*a string value"),
            Pattern.compile("number expected, got string"),
            Pattern.compile("attempt to call method 'len'"),
            Pattern.compile("attempt to index .* \\(a number value\\)"),
            Pattern.compile("'v\\d+' \\(a nil value\\)|got nil|compare nil|two nil"));

    private static final String[] DATA = {"redis.call('FLUSHALL')", """
            redis.call('FLUSHALL')
            for i = 1, 9 do
              redis.call('SET', 'n' .. i, '7')
              redis.call('SET', 's' .. i, 'text')
              redis.call('HSET', 'h' .. i, 'a', '1', 'b', 'x')
              redis.call('RPUSH', 'l' .. i, '1', '2')
              redis.call('ZADD', 'z' .. i, 1.5, 'm')
              redis.call('SADD', 't' .. i, 'x')
            end
            """};

    private static final String[] SOURCES = {
        "redis.call('GET', 'nI')",
        "redis.call('GET', 'sI')",
        "redis.call('HGET', 'hI', 'a')",
        "redis.call('HMGET', 'hI', 'a', 'c')",
        "redis.call('MGET', 'nI', 'none')[2]",
        "redis.call('HGETALL', 'hI')",
        "redis.call('LRANGE', 'lI', 0, -1)",
        "redis.call('LLEN', 'lI')",
        "redis.call('ZSCORE', 'zI', 'm')",
        "redis.call('SISMEMBER', 'tI', 'x')",
        "redis.call('SET', 'o', '1')",
        "redis.call('SET', 'nI', '1', 'NX')",
        "redis.call('TIME')",
        "redis.call('EXISTS', 'nI') == 1",
        "redis.call('INCR', 'c')",
        "redis.call('TYPE', 'nI').ok",
        "KEYS[1]",
        "ARGV[1]",
        "'text'",
        "'12'",
        "3",
        "true",
        "nil",
        "{ 1, 2 }",
        "{}",
        "cjson.null",
    };

    private static final String[] USES = {
        "X + 1",
        "X + Y",
        "-X",
        "X .. ''",
        "X .. Y",
        "X < 5",
        "X < Y",
        "#X",
        "X[1]",
        "X.ok",
        "X()",
        "X:len()",
        "tonumber(X)",
        "tostring(X)",
        "not X",
        "X == Y",
        "X or 0",
        "X or ''",
        "X and Y",
        "string.len(X)",
        "string.format('%s', X)",
        "math.floor(X)",
        "table.concat({ X, Y })",
        "redis.call('SET', 'p', X)",
        "redis.call('APPEND', 'p', Y)",
        "type(X)",
        "{ X, Y }",
    };

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void whatFailsWasFound() {
        Random random = new Random(3);
        Set<String> faults = new TreeSet<>();
        for (int i = 0; i < SCRIPTS; i++) {
            List<String> lines = script(random);
            List<Diagnostic> findings = findings(String.join("\n", lines));
            for (String data : DATA) {
                redis.connection().sync().eval(data, ScriptOutputType.VALUE, new String[0]);
                compare(lines, findings, faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<String> script(Random random) {
        List<String> lines = new ArrayList<>();
        int count = 2 + random.nextInt(MOST_LINES - 1);
        for (int i = 1; i <= count; i++) {
            String value = i == 1 || random.nextInt(3) == 0
                    ? SOURCES[random.nextInt(SOURCES.length)].replace("I'", i + "'")
                    : USES[random.nextInt(USES.length)]
                            .replace("X", "v" + (1 + random.nextInt(i - 1)))
                            .replace("Y", "v" + (1 + random.nextInt(i - 1)));
            lines.add("local v" + i + " = " + value);
        }
        return lines;
    }

    private static List<Diagnostic> findings(String lua) {
        Diagnostics diagnostics = new Diagnostics();
        new ScriptCompiler(new ScriptRoots(List.of()))
                .compileText("script", lua, diagnostics)
                .ifPresent(script -> ScriptChecker.check(script, diagnostics));
        return diagnostics.sorted();
    }

    private static void compare(List<String> lines, List<Diagnostic> findings, Set<String> faults) {
        Optional<String> error = run(String.join("\n", lines));
        int failed = error.map(ValueOracleIT::line).orElse(Integer.MAX_VALUE);
        for (Diagnostic finding : findings) {
            if (finding.severity() == Severity.ERROR && line(finding) < failed) {
                faults.add("found, and does not fail: " + finding.code() + ": " + text(lines, line(finding)));
            }
        }
        if (error.isPresent()
                && OF_KIND.matcher(error.get()).find()
                && NOT_FOUND.stream()
                        .noneMatch(pattern -> pattern.matcher(error.get()).find())
                && !isNotFollowed(lines, failed)
                && findings.stream()
                        .noneMatch(finding ->
                                (failed == 0 || line(finding) == failed) && !OF_STYLE.contains(finding.code()))) {
            faults.add("not found: " + error.get().replaceAll(" ?script: .*", "") + ": "
                    + text(lines, failed == 0 ? lines.size() : failed));
        }
    }

    /**
     * Whether a line uses a value that is not followed: the script asks elsewhere whether it is there, {@code and} or {@code or} mix types
     * in it, or it is a field of another value.
     */
    private static boolean isNotFollowed(List<String> lines, int line) {
        if (line == 0) {
            return false;
        }
        Matcher used = VARIABLE.matcher(lines.get(line - 1).replaceFirst(".* = ", ""));
        boolean asked = false;
        while (used.find() && !asked) {
            String name = used.group();
            int place = Integer.parseInt(name.substring(1));
            String definition = lines.get(place - 1);
            Pattern question = Pattern.compile(
                    "\\b%1$s(?:\\[1\\])? (?:or|and|==)|(?:and|not|==) %1$s\\b|(?:tonumber|type)\\(%1$s\\)"
                            .formatted(name));
            asked = definition.contains(" or ")
                    || definition.contains(" and ")
                    || definition.endsWith(".ok")
                    || definition.endsWith("[1]")
                    || lines.stream().anyMatch(other -> question.matcher(other).find())
                    || isNotFollowed(lines, place);
        }
        return asked;
    }

    private static Optional<String> run(String lua) {
        try {
            redis.connection().sync().eval(lua, ScriptOutputType.VALUE, new String[] {"n"}, "5");
            return Optional.empty();
        } catch (RedisException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static int line(String error) {
        Matcher line = LINE.matcher(error);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    private static int line(Diagnostic finding) {
        return finding.place()
                .map(place -> place.file().line(place.span().start()))
                .orElse(0);
    }

    /** A line with what leads to it. */
    private static String text(List<String> lines, int line) {
        return String.join("; ", lines.subList(0, Math.max(0, Math.min(line, lines.size()))));
    }
}
