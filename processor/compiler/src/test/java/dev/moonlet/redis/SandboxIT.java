package dev.moonlet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.ServerTable;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The globals that are known of servers are those of the server under test.
 *
 * <p>{@code mvn verify -Dit.test=SandboxIT -Dmoonlet.goldens=rewrite} takes the globals of this server anew.
 */
class SandboxIT {

    private static final ServerTable GLOBALS =
            new ServerTable(Path.of("src/main/resources/dev/moonlet/redis/globals.txt"));

    /** Security updates removed them from some builds of a version. */
    private static final Set<String> DIFFER_BY_BUILD =
            Set.of("getfenv function", "newproxy function", "setfenv function");

    private static final String LIST_GLOBALS = """
            local lines = {}
            for name, value in pairs(_G) do
              if string.sub(name, 1, 2) ~= '__' and not string.find(name, '^f_%x+$') then
                lines[#lines + 1] = name .. ' ' .. type(value)
                if type(value) == 'table' and value ~= _G and value ~= KEYS and value ~= ARGV then
                  for member, v in pairs(value) do
                    lines[#lines + 1] = name .. '.' .. member .. ' ' .. type(v)
                  end
                end
              end
            end
            return lines
            """;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void globalsAreThoseOfTheServer() throws IOException {
        Set<String> actual = globals();
        GLOBALS.rewrite(actual);
        Set<String> known = GLOBALS.ofServer();
        assumeThat(known).as("globals of " + ServerUnderTest.get()).isNotEmpty();
        assertThat(withoutThoseOfBuilds(actual)).isEqualTo(withoutThoseOfBuilds(known));
    }

    /** No check takes a name for a mistake that the server has. */
    @Test
    void everyGlobalOfTheServerIsKnown() throws IOException {
        assertThat(GLOBALS.all()).containsAll(globals());
    }

    private static Set<String> globals() {
        List<String> lines = redis.connection().sync().eval(LIST_GLOBALS, ScriptOutputType.MULTI);
        return new TreeSet<>(lines);
    }

    private static Set<String> withoutThoseOfBuilds(Set<String> globals) {
        return globals.stream()
                .filter(global -> !DIFFER_BY_BUILD.contains(global))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
