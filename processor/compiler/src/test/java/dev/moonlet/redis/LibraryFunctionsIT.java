package dev.moonlet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.ServerTable;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known of the functions of the sandbox is how they behave in the server under test. */
class LibraryFunctionsIT {

    private static final ServerTable GLOBALS =
            new ServerTable(Path.of("src/main/resources/dev/moonlet/redis/globals.txt"));

    /** Runs a function, and tells whether that failed because of its arguments. */
    private static final String TRY = """
            local ok, message = pcall(function() return %s end)
            if type(message) == 'table' then
              message = message.err
              ok = ok and not message
            end
            if ok then return 'fine' end
            message = string.lower(tostring(message))
            for _, sign in ipairs({ 'bad argument', 'wrong number', 'expected', 'takes', 'requires', 'must be',
                                    'not supported', 'cannot', "can't" }) do
              if string.find(message, sign, 1, true) then return 'refused: ' .. message end
            end
            return 'fine: ' .. message
            """;

    /** Arguments that these functions take, where the usual ones are not of the right form. */
    private static final Map<String, List<String>> SAMPLES = Map.of(
            "cjson.decode", List.of("'1'"),
            "loadstring", List.of("'return 1'", "'a'"),
            "math.random", List.of("1", "2"),
            "redis.setresp", List.of("2"),
            "select", List.of("1"),
            "struct.pack", List.of("'x'"),
            "struct.size", List.of("'b'"),
            "struct.unpack", List.of("'b'", "'b'", "1"),
            "tonumber", List.of("1", "10"));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @Test
    void functionsTakeWhatIsKnownOfThem() throws IOException {
        Set<String> here = GLOBALS.ofServer();
        List<String> wrong = new ArrayList<>();
        for (String path : LibraryFunction.paths()) {
            if (here.isEmpty() || here.contains(path + " function")) {
                LibraryFunction function = LibraryFunction.of(path).orElseThrow();
                compare(function, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void compare(LibraryFunction function, List<String> wrong) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < function.parameters().size(); i++) {
            arguments.add(argument(function, i));
        }
        int required = function.required();
        expect(function, arguments.subList(0, required), true, wrong);
        expect(function, arguments, true, wrong);
        if (required > 0) {
            expect(function, arguments.subList(0, required - 1), false, wrong);
        }
        for (int i = 0; i < arguments.size(); i++) {
            Set<LibraryFunction.Type> types = function.parameters().get(i).types();
            if (!types.contains(LibraryFunction.Type.ANY)) {
                List<String> others = new ArrayList<>(arguments);
                others.set(i, "true");
                expect(function, others, false, wrong);
            }
        }
        if (function.closed()) {
            List<String> more = new ArrayList<>(arguments);
            more.add("1");
            expect(function, more, false, wrong);
        }
    }

    private static String argument(LibraryFunction function, int index) {
        List<String> samples = SAMPLES.getOrDefault(function.path(), List.of());
        if (index < samples.size()) {
            return samples.get(index);
        }
        LibraryFunction.Parameter parameter = function.parameters().get(index);
        LibraryFunction.Type first =
                parameter.types().stream().min(Enum::compareTo).orElseThrow();
        return switch (first) {
            case STRING -> "'x'";
            case NUMBER, ANY -> "1";
            case TABLE -> "{}";
            case FUNCTION -> "function() end";
            case NIL -> "nil";
        };
    }

    private static void expect(LibraryFunction function, List<String> arguments, boolean fine, List<String> wrong) {
        String call = function.path() + arguments.stream().collect(Collectors.joining(", ", "(", ")"));
        String answer = redis.connection().sync().eval(TRY.formatted(call), ScriptOutputType.VALUE);
        if (answer.startsWith("fine") != fine) {
            wrong.add(call + " is " + answer);
        }
    }
}
