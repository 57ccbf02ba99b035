package dev.moonlet.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What Redis compiles, the parser accepts; what Redis refuses, it refuses at the same line.
 *
 * <p>{@code mvn verify -Dmoonlet.mutants=50000} tries as many mutants of the fixtures; by default there are fewer.
 */
class RedisAgreementIT {

    private static final int MUTANTS = Integer.getInteger("moonlet.mutants", 5_000);
    private static final long SEED = Long.getLong("moonlet.seed", 42);
    private static final int BATCH = 500;

    /** redis-lua's directives, which are comments to the parser and left out of what Redis sees. */
    private static final Pattern PERCENT_DIRECTIVE =
            Pattern.compile("(^|[\n\r])[ \t]*%(include|key|arg|return|pragma)[ \t]");

    private static RedisCompiler redis;

    @BeforeAll
    static void start() throws IOException {
        redis = RedisCompiler.start();
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
    }

    @Test
    void onFixtures() throws Exception {
        List<String> scripts = new ArrayList<>(Fixtures.all());
        scripts.addAll(LimitFixtures.all());
        assertThat(disagreements(scripts)).isEmpty();
    }

    @Test
    void onMutants() throws Exception {
        Random random = new Random(SEED);
        Mutator mutator = new Mutator(random);
        List<String> fixtures = Fixtures.all();
        List<String> found = new ArrayList<>();
        for (int done = 0; done < MUTANTS; done += BATCH) {
            List<String> mutants = new ArrayList<>();
            while (mutants.size() < BATCH) {
                String mutant = mutator.mutate(fixtures.get(random.nextInt(fixtures.size())));
                if (!PERCENT_DIRECTIVE.matcher(mutant).find()) {
                    mutants.add(mutant);
                }
            }
            found.addAll(disagreements(mutants));
        }
        assertThat(found).isEmpty();
    }

    private static List<String> disagreements(List<String> scripts) throws InterruptedException {
        List<String> verdicts = redis.compile(scripts.stream()
                .map(script -> script.getBytes(StandardCharsets.UTF_8))
                .toList());
        List<String> found = new ArrayList<>();
        for (int i = 0; i < scripts.size(); i++) {
            String script = scripts.get(i);
            LuaParser.Result result = LuaParser.parse(new SourceFile("s.lua", "s.lua", script));
            String verdict = verdicts.get(i);
            int line = RedisCompiler.line(verdict);
            boolean agree = result.refusedLine().isEmpty() == verdict.isEmpty()
                    && (line == 0 || result.refusedLine().orElse(0) == line);
            if (!agree) {
                found.add("Redis: " + verdict + "\nparser: " + result.refusedLine() + " " + result.errors() + "\n"
                        + (script.length() > 3000 ? script.length() + " characters" : script));
            }
        }
        return found;
    }
}
