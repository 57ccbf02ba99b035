package dev.moonlet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the table says of calls is what the server under test does with them: a call that it refuses for its name, its words, or
 * because scripts may not make it, is found, and one that it accepts is not.
 */
class CommandCallsIT {

    /** Of these, a third is what the grammar allows, and the others are mutants. */
    private static final int CALLS = Integer.getInteger("moonlet.calls", 25_000);

    /** Of the generated calls; another one finds others. */
    private static final long SEED = Long.getLong("moonlet.seed", 1);

    private static final int BATCH = 200;

    /** How many calls of each command get words that are no numbers. */
    private static final int CALLS_OF_NUMBERS = 3;

    private static final List<String> NO_NUMBERS =
            List.of("soon", "2.5", "-1.0", "", "inf", "-nan", "1e3", "+5", " 5", "5.", "0x10");

    /** Commands that change the server, or the connection, so that later calls mean something else; and tests of its own. */
    private static final Set<String> NOT_RUN = Set.of("MIGRATE", "SWAPDB", "PFDEBUG", "PFSELFTEST", "RESTORE-ASKING");

    /** How servers say that a call is wrong whatever its keys hold. */
    private static final Pattern STRUCTURAL = Pattern.compile(
            "unknown .*command|unknown subcommand|wrong number of arg|not allowed from script|is not allowed with block"
                    + "|syntax error|unsupported option|unknown option|not compatible|requires COUNT|single source key"
                    + "|Only one of .* can be specified|mandatory argument .* missing",
            Pattern.CASE_INSENSITIVE);

    /** What is not found: the value of a word, and not its place, is what the server refuses. */
    private static final List<Pattern> NOT_FOUND = List.of(
            // COUNT 0, which is a syntax error of SCAN alone
            Pattern.compile("[HSZ]?SCAN .*"),
            // an increment that is the name of an option of ZADD
            Pattern.compile("ZINCRBY .*"),
            // options that exclude one another, where the same words may be fields
            Pattern.compile("XADD .* (LIMIT|MAXLEN|MINID) .*", Pattern.CASE_INSENSITIVE),
            // MKSTREAM twice, which counts as one word too many only with ENTRIESREAD
            Pattern.compile("XGROUP CREATE .* MKSTREAM MKSTREAM ENTRIESREAD .*", Pattern.CASE_INSENSITIVE),
            Pattern.compile("MEMORY USAGE .* -.*", Pattern.CASE_INSENSITIVE));

    /** Runs a call on no keys, and on keys of each type; returns the errors. */
    private static final String RUN = """
            local fill = {
              function() end,
              function(k) redis.call('SET', k, 'text') end,
              function(k) redis.call('HSET', k, 'v1', '1') end,
              function(k) redis.call('RPUSH', k, 'v1', 'v2') end,
              function(k) redis.call('SADD', k, 'v1', 'v2') end,
              function(k) redis.call('GEOADD', k, 1, 2, 'v1') end,
              function(k) redis.call('XADD', k, '1-1', 'v1', '1') redis.call('XGROUP', 'CREATE', k, 'v1', '0') end,
              function(k) redis.call('PFADD', k, 'v1') end,
            }
            local errors = {}
            for i, f in ipairs(fill) do
              redis.call('SELECT', '0')
              redis.call('FLUSHALL')
              for k = 2, #ARGV do pcall(f, ARGV[k]) end
              local r = redis.pcall(unpack(ARGV))
              errors[i] = type(r) == 'table' and r.err or ''
            end
            return errors
            """;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void callsAreRefusedAsTheServerRefusesThem() throws Exception {
        Server server = Server.parse(ServerUnderTest.get().tableName());
        List<Command> commands = commands(server);
        GeneratedCalls generated = new GeneratedCalls(SEED, server, tokens(commands, server));
        Set<String> faults = new TreeSet<>();
        for (int i = 0; i < CALLS; i += BATCH) {
            List<List<String>> calls = new ArrayList<>();
            for (int j = 0; j < BATCH; j++) {
                Command command = commands.get((i + j) % commands.size());
                boolean asIs = (i + j) / commands.size() % 3 == 0;
                calls.add(asIs ? generated.call(command) : generated.mutant(command));
            }
            compare(server, calls, faults);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void wordsThatAreNoNumbersAreRefusedWhereTheServerTakesNumbers() throws Exception {
        Server server = Server.parse(ServerUnderTest.get().tableName());
        List<Command> commands = commands(server);
        GeneratedCalls generated = new GeneratedCalls(SEED, server, tokens(commands, server));
        Set<String> faults = new TreeSet<>();
        for (Command command : commands) {
            List<List<String>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS_OF_NUMBERS; i++) {
                List<String> call = generated.call(command);
                for (int place = 1; place < call.size(); place++) {
                    if (call.get(place).matches("[0-9.]+")) {
                        for (String word : NO_NUMBERS) {
                            List<String> changed = new ArrayList<>(call);
                            changed.set(place, word);
                            calls.add(changed);
                        }
                    }
                }
            }
            compare(server, calls, faults);
        }
        assertThat(faults).isEmpty();
    }

    private static List<Command> commands(Server server) {
        return CommandTable.get().commands(server).stream()
                .filter(command -> !command.has("noscript")
                        && !NOT_RUN.contains(command.name())
                        && !command.name().endsWith(" HELP"))
                .toList();
    }

    @Test
    void theValueOfAnOptionMayBeTheNameOfAnother() throws Exception {
        Set<String> faults = new TreeSet<>();
        List<List<String>> calls = Stream.of(
                        "SET k v EXAT PXAT EXAT 4000000004",
                        "SET k v EX PX EX 5",
                        "SET NX XX NX",
                        "GETEX k EX PERSIST EX 5",
                        "GEOSEARCH k FROMMEMBER BYBOX BYRADIUS 5 m",
                        "GEOSEARCH k FROMMEMBER FROMLONLAT BYBOX 5 5 m",
                        "ZRANGE BYSCORE BYLEX WITHSCORES",
                        "SET k v EX a",
                        "EXPIRE k a",
                        "ZRANGEBYSCORE k (1 +inf LIMIT 0 a",
                        "ZADD k NX 1 XX",
                        "ZADD k NX XX 1 a",
                        "GEOADD k NX 1 2 XX",
                        "BITOP NOT d a b",
                        "SET k v EX 5 PX 5",
                        "GEOSEARCH k FROMMEMBER a FROMLONLAT 1 1 BYBOX 5 5 m")
                .map(call -> List.of(call.split(" ", -1)))
                .toList();
        compare(Server.parse(ServerUnderTest.get().tableName()), calls, faults);
        assertThat(faults).isEmpty();
    }

    private static List<String> tokens(List<Command> commands, Server server) {
        return commands.stream()
                .flatMap(command -> command.grammar(server).stream())
                .flatMap(grammar -> grammar.tokens().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static void compare(Server server, List<List<String>> calls, Set<String> faults) throws Exception {
        RedisAsyncCommands<String, String> commands = redis.connection().async();
        List<RedisFuture<List<String>>> replies = new ArrayList<>();
        calls.forEach(call ->
                replies.add(commands.eval(RUN, ScriptOutputType.MULTI, new String[0], call.toArray(String[]::new))));
        for (int i = 0; i < calls.size(); i++) {
            List<String> call = calls.get(i);
            List<String> errors = replies.get(i).get();
            Optional<String> structural = errors.stream()
                    .filter(error -> STRUCTURAL.matcher(error).find())
                    .findFirst();
            Optional<CommandRefusal> refusal =
                    CommandTable.get().refusal(call.stream().map(Optional::of).toList(), false, server);
            String text = String.join(" ", call);
            if (structural.isPresent() && refusal.isEmpty() && !isKnown(text)) {
                faults.add(kind(call) + "not found: " + call + ": " + structural.get());
            } else if (refusal.isPresent() && errors.stream().allMatch(CommandCallsIT::isAcceptance)) {
                faults.add(kind(call) + "found, and accepted: " + call + ": " + refusal.get());
            }
        }
    }

    /** Whether a call was not refused, or only because its key has another type. */
    private static boolean isAcceptance(String error) {
        return error.isEmpty() || error.startsWith("WRONGTYPE");
    }

    private static String kind(List<String> call) {
        return call.get(0).toUpperCase(Locale.ROOT) + " ";
    }

    private static boolean isKnown(String call) {
        return NOT_FOUND.stream().anyMatch(pattern -> pattern.matcher(call).matches());
    }
}
