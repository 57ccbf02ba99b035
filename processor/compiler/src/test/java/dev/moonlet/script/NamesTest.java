package dev.moonlet.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "refillPerSecond, refill_per_second",
        "moveToActive, move_to_active",
        "key, key",
        "ttlMs, ttl_ms",
        "leaseUntil2, lease_until2",
    })
    void javaAndLuaSpellTheSameName(String java, String lua) {
        assertThat(Names.snakeCase(java)).isEqualTo(lua);
        assertThat(Names.camelCase(lua)).isEqualTo(java);
        assertThat(Names.normalized(java)).isEqualTo(Names.normalized(lua));
    }
}
