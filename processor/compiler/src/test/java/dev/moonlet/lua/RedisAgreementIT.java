package dev.moonlet.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.redis.Shebang;
import dev.moonlet.source.SourceFile;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.ServerUnderTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the server under test compiles, the parser accepts; what it refuses, the parser refuses at the same line. What builds
 * of servers differ in is not accepted, and is published by server. Redis 6 writes scripts into a function, so that it reads no
 * first line {@code #!lua}, and its limits and the line of an error at the end of a script differ.
 *
 * <p>{@code mvn verify -Dmoonlet.mutants=50000} tries as many mutants of the fixtures; by default there are fewer.
 */
@NeedsRedis(7)
class RedisAgreementIT {

    private static final int MUTANTS = Integer.getInteger("moonlet.mutants", 5_000);
    private static final long SEED = Long.getLong("moonlet.seed", 42);
    private static final int BATCH = 500;

    /** Valkey reads the name of the engine in any letter case, Redis as it is written. */
    private static final Pattern OTHER_LETTER_CASE = Pattern.compile("#!(?!lua)(?i:lua)");

    /** redis-lua's directives, which are comments to the parser and left out of what Redis sees. */
    private static final Pattern PERCENT_DIRECTIVE =
            Pattern.compile("(^|[\n\r])[ \t]*%(include|key|arg|return|pragma)[ \t]");

    private static RedisCompiler redis;
    private static boolean nestsBrackets;

    @BeforeAll
    static void start(TestReporter reporter) throws Exception {
        redis = RedisCompiler.start();
        nestsBrackets = redis.nestsBrackets();
        reporter.publishEntry(
                ServerUnderTest.get().toString(), (nestsBrackets ? "reads" : "refuses") + " [[ inside of [[ ]]");
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

    /** Where the server reads on behind such a bracket, what is wrong further on is found as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "return [[a[[b]]",
                "local x = [[a[[b]]\nreturn x",
                "local x = [[a[[b]] --[[c[[d]]\n\nlocal = 1",
                "local x = [[\n[[\n[[\n]]\nreturn )",
                "local x = [[a[[b\n",
                "--[[ [[ ]] return 1 1",
                "local x = [[a[[b]] .. [=[ [[ ]=]\nx ="
            })
    void onNestedLongBrackets(String script) throws Exception {
        assertThat(disagreements(List.of(script))).isEmpty();
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
                if (!PERCENT_DIRECTIVE.matcher(mutant).find()
                        && !OTHER_LETTER_CASE.matcher(mutant).lookingAt()) {
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
            SourceFile file = new SourceFile("s.lua", "s.lua", script);
            LuaParser.Result result = LuaParser.parse(file);
            Shebang shebang = Shebang.of(file);
            String verdict = verdicts.get(i);
            int line = RedisCompiler.line(verdict);
            OptionalInt refused =
                    !shebang.errors().isEmpty() || shebang.library().isPresent()
                            ? OptionalInt.of(1)
                            : nestsBrackets ? result.refusedLineWhereBracketsNest() : result.refusedLine();
            boolean agree = refused.isEmpty() == verdict.isEmpty() && (line == 0 || refused.orElse(0) == line);
            if (!agree) {
                found.add(ServerUnderTest.get() + ": " + verdict + "\nparser: " + refused + " " + result.errors() + "\n"
                        + (script.length() > 3000 ? script.length() + " characters" : script));
            }
        }
        return found;
    }
}
