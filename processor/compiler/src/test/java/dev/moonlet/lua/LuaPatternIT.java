package dev.moonlet.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Patterns are taken for faulty where the server under test can't use them, and for nothing else. */
class LuaPatternIT {

    private static final int PATTERNS = 4_000;
    private static final int BATCH = 200;
    private static final String CHARACTERS = "()[]%%%^$.*+-?abf10";

    /** Searches texts for patterns; returns the errors. */
    private static final String SEARCH = """
            local texts = { '', 'a', 'ab', 'aab(b)a', 'ba]1', '%a[b', 'ffa10^$.-', '()[]', 'bbbb', '1' }
            local errors = {}
            for i, pattern in ipairs(ARGV) do
              errors[i] = ''
              for _, text in ipairs(texts) do
                local ok, message = pcall(string.find, text, pattern)
                if not ok then errors[i] = tostring(message) end
              end
            end
            return errors
            """;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void patternsThatTheServerRefusesAreFaulty() {
        Random random = new Random(1);
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < PATTERNS; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                pattern.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            patterns.add(pattern.toString());
        }
        List<String> errors = errors(patterns);
        List<String> missed = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < patterns.size(); i++) {
            Optional<String> fault = LuaPattern.fault(patterns.get(i));
            refused += errors.get(i).isEmpty() ? 0 : 1;
            if (!errors.get(i).isEmpty() && fault.isEmpty()) {
                missed.add(patterns.get(i) + ": " + errors.get(i));
            }
        }
        assertThat(missed).isEmpty();
        assertThat(refused).isGreaterThan(PATTERNS / 10);
    }

    @Test
    void patternsThatAreWellFormedAreNot() {
        Random random = new Random(2);
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < PATTERNS; i++) {
            patterns.add(
                    (random.nextInt(5) == 0 ? "^" : "") + sequence(random, 3) + (random.nextInt(5) == 0 ? "$" : ""));
        }
        List<String> errors = errors(patterns);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            Optional<String> fault = LuaPattern.fault(patterns.get(i));
            if (fault.isPresent() || !errors.get(i).isEmpty()) {
                wrong.add(patterns.get(i) + ": " + fault + " " + errors.get(i));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String sequence(Random random, int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int items = random.nextInt(4); items > 0; items--) {
            int kind = random.nextInt(depth > 0 ? 8 : 6);
            String single =
                    switch (kind) {
                        case 0 -> "a";
                        case 1 -> ".";
                        case 2 -> "%" + "adlsw%.[]()-".charAt(random.nextInt(12));
                        case 3 ->
                            List.of("[ab]", "[^a-f]", "[]]", "[^]%]]", "[%w_]", "[a-]", "[%a-]")
                                    .get(random.nextInt(7));
                        case 4 -> "%b()";
                        case 5 -> "%f[%w]";
                        default -> random.nextInt(4) == 0 ? "()" : "(" + sequence(random, depth - 1) + ")";
                    };
            pattern.append(single);
            if (kind < 4) {
                pattern.append(List.of("", "*", "+", "-", "?").get(random.nextInt(5)));
            }
        }
        return pattern.toString();
    }

    private static List<String> errors(List<String> patterns) {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i += BATCH) {
            errors.addAll(redis.connection()
                    .sync()
                    .eval(
                            SEARCH,
                            ScriptOutputType.MULTI,
                            new String[0],
                            patterns.subList(i, i + BATCH).toArray(String[]::new)));
        }
        return errors;
    }
}
