package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests fail for keys that scripts do not declare, if that is asked for. */
class DeclaredKeysIT {

    @MoonletTest(declaredKeysOnly = true)
    static class StrayKey {

        @BeforeEach
        void notes(RedisCommands<String, String> redis) {
            redis.rpush("index", "b", "\u00fc");
        }

        @Test
        void tags(Notes notes) {
            notes.add("note", "a");
            notes.tag("index", "tag");
        }
    }

    @Test
    void eachIsNamedWithItsScriptAndCommand() {
        assertThat(TestRuns.failure(StrayKey.class)).endsWith("""
                        pass these keys in KEYS:
                        script notes/tag runs SADD with the key "b": its KEYS are "index"
                        script notes/tag runs SADD with the key "\u00fc": its KEYS are "index\"""");
    }

    @MoonletTest(declaredKeysOnly = true)
    static class StrayKeyOfOthers {

        @Test
        void sets(StatefulRedisConnection<String, String> connection) {
            connection.sync().eval("return redis.call('SET', 'a', 'b')", ScriptOutputType.STATUS);
        }
    }

    @Test
    void aScriptWithoutNameHasItsDigest() {
        assertThat(TestRuns.failure(StrayKeyOfOthers.class))
                .matches("(?s).*script [0-9a-f]{40} runs SET with the key \"a\": it has no KEYS");
    }

    @MoonletTest
    static class OneMethod {

        @Test
        @MoonletTest(declaredKeysOnly = true)
        void tags(RedisCommands<String, String> redis, Notes notes) {
            redis.rpush("index", "b");
            notes.tag("index", "tag");
        }

        @Test
        void tagsAsWell(RedisCommands<String, String> redis, Notes notes) {
            tags(redis, notes);
        }
    }

    @Test
    void aMethodReplacesWhatItsClassSays() {
        assertThat(TestRuns.failure(OneMethod.class)).containsOnlyOnce("notes/tag");
    }

    @MoonletTest(declaredKeysOnly = true)
    static class TestThatFailsItself {

        @Test
        void tags(RedisCommands<String, String> redis, Notes notes) {
            redis.rpush("index", "b");
            notes.tag("index", "tag");
            throw new IllegalStateException("the test's own failure");
        }
    }

    @Test
    void theTestsOwnFailureComesFirst() {
        assertThat(TestRuns.failure(TestThatFailsItself.class)).isEqualTo("the test's own failure");
    }

    @MoonletTest(declaredKeysOnly = true)
    static class DeclaredKeys {

        @Test
        void tags(Notes notes, RedisCommands<String, String> redis) {
            redis.set("any", "key");
            notes.tagQuietly("index", "other", "tag");
            notes.add("bin\0ary \"\n\u00fc", "text");
        }
    }

    @Test
    void declaredKeysAndCommandsOfOthersAreAllowed() {
        assertThat(TestRuns.failure(DeclaredKeys.class)).isEqualTo("nothing failed");
    }
}
