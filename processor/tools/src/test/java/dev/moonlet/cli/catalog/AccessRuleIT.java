package dev.moonlet.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.script.Script;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.ScriptRoots;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user with the rule of a script can run it, and a user with less can't. */
@NeedsRedis(7) // %R~
class AccessRuleIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    private static Script script(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return new ScriptCompiler(new ScriptRoots(List.of()))
                .compileAs("jobs/run", text, diagnostics)
                .map(loaded -> ScriptChecker.check(loaded, diagnostics))
                .flatMap(LoadedScript::script)
                .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
    }

    private static AccessRule rule(String text) {
        return AccessRule.of(script(text));
    }

    /** Runs a script as a user with a rule. */
    private static @Nullable Object run(Script script, String rule, Map<String, String> arguments) {
        CommandArgs<String, String> user =
                new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add("worker");
        List.of("reset", "on", ">secret").forEach(user::add);
        Arrays.asList(rule.split(" ", -1)).forEach(user::add);
        redis.connection().sync().dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), user);
        redis.connection().sync().scriptFlush();
        RedisURI uri = RedisURI.create("redis://worker:secret@127.0.0.1:" + redis.port());
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return new ScriptRunner(script, ScriptExecutor.of(connection)).run(arguments);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void theRuleOfAScriptThatWritesIsWhatItNeeds() {
        Script script = script("""
                ---@key queue
                ---@key count = "count:" .. queue
                ---@return integer
                redis.call('INCR', count)
                redis.call('SET', queue .. ':last', '1')
                redis.call('SADD', 'queues', queue)
                return redis.call('RPUSH', queue, 'job')
                """);
        AccessRule rule = AccessRule.of(script);
        assertThat(rule.text())
                .isEqualTo(
                        "+evalsha +eval +script|load +incr +rpush +sadd +set ~<queue> ~count:<queue> ~*<queue>* ~queues");
        assertThat(rule.complete()).isTrue();
        String filled = rule.text().replace("<queue>", "mail");
        assertThat(run(script, filled, Map.of("queue", "mail"))).isEqualTo(1L);
        for (String part : List.of("+incr", "+rpush", "+sadd", "+set", "~*mail*", "~queues")) {
            String less = filled.replace(" " + part, "").replace(" +set ", part.equals("+set") ? " " : " +set ");
            assertThatThrownBy(() -> run(script, less, Map.of("queue", "mail")))
                    .as("without " + part)
                    .isInstanceOf(ScriptErrorException.class);
        }
    }

    @Test
    void aScriptThatReadsNeedsToReadItsKeysAlone() {
        Script script = script("---@key queue\n---@return integer\nreturn redis.call('LLEN', queue)\n");
        assertThat(AccessRule.of(script).text()).isEqualTo("+evalsha_ro +eval_ro +script|load +llen %R~<queue>");
        String filled = AccessRule.of(script).text().replace("<queue>", "mail");
        assertThat(run(script, filled, Map.of("queue", "mail"))).isInstanceOf(Long.class);
        assertThatThrownBy(() -> run(script, filled.replace("%R~", "%W~"), Map.of("queue", "mail")))
                .isInstanceOf(ScriptErrorException.class);
    }

    @Test
    void whatIsNotKnownNeedsEverything() {
        AccessRule rule = rule("---@arg name\nreturn redis.call('GET', name)\n");
        assertThat(rule.keys()).containsExactly("%R~*");
        assertThat(rule.complete()).isFalse();
        assertThat(rule("return redis.call('XINFO', 'STREAM', KEYS[1])\n").commands())
                .contains("+xinfo|stream");
        assertThat(rule("return redis.call('GET', 'a*[b]?')\n").keys()).containsExactly("%R~a\\*\\[b\\]\\?");
    }
}
