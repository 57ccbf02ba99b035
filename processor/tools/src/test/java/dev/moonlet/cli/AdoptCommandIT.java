package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.Script;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code moonlet adopt} writes compiles, and does what the scripts did before, with the same keys and arguments. */
class AdoptCommandIT {

    private static final Path INPUTS = Path.of("src/test/resources/adopt");

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    private AdoptedProject project;

    @BeforeEach
    void makeProject() {
        project = new AdoptedProject(directory);
    }

    /** A call, as it was made before. */
    private record Call(String script, List<String> keys, List<String> arguments) {

        String method() {
            String name = script.substring(script.lastIndexOf('/') + 1).replaceFirst("-\\d+$", "");
            return Names.camelCase(name);
        }
    }

    private static Call call(String script, String keys, String... arguments) {
        return new Call(script, List.of(keys.split(" ", -1)), List.of(arguments));
    }

    private String adopt(Path folder) {
        CommandRun run = CommandRun.of(
                "adopt",
                folder.toString(),
                "--path",
                project.lua().toString(),
                "--java",
                project.java().toString(),
                "--package",
                "app",
                "--write");
        return run.err();
    }

    @Test
    void queuesDoTheSame() throws Exception {
        String options = "\u0081\u00a8attempts\u0003";
        compare(
                "queue",
                "app.Queue",
                List.of(
                        call("queue/addTask-5", "wait paused meta id events", "t:", "", "{}", "0", options),
                        call("queue/getCounts-1", "", "wait", "paused", "none"),
                        call("queue/pause-3", "wait paused meta", "1"),
                        call("queue/getCounts-1", "", "wait", "paused"),
                        call("queue/takeTask-2", "wait active", "t:", "5000"),
                        call("queue/pause-3", "wait paused meta", "0"),
                        call("queue/takeTask-2", "wait active", "t:", "5000"),
                        call("queue/addTask-5", "wait paused meta id events2", "t:", "own", "{\"a\":1}", "1", options),
                        call("queue/takeTask-2", "wait active", "t:", "5000"),
                        call("queue/takeTask-2", "wait active", "t:", "5000"),
                        call("queue/getCounts-1", "")));
    }

    @Test
    void limitsDoTheSame() throws Exception {
        compare(
                "limits",
                "app.Limits",
                List.of(
                        call("limits/request_rate", "tokens at", "1.5", "10", "100", "4"),
                        call("limits/request_rate", "tokens at", "1.5", "10", "", "20"),
                        call("limits/request_rate", "tokens at", "0.25", "10", "101.5", "3"),
                        call("limits/take_lock", "lock", "me", "60000"),
                        call("limits/take_lock", "lock", "you", "60000", "a note"),
                        call("limits/release_lock", "lock", "you"),
                        call("limits/release_lock", "lock", "me"),
                        call("limits/take_lock", "lock", "you", "60000", "")));
    }

    /** Redis ends an array at the first nil: the record lacks its last part. */
    @Test
    void recordsDoTheSame() throws Exception {
        compare(
                "records",
                "app.Records",
                List.of(
                        call("records/read_state", "jobs owner"),
                        call("records/read_ids", "jobs seen"),
                        call("records/push_until", "jobs owner", "a", "4102444800"),
                        call("records/push_until", "jobs jobs", "b", "4102444800", "60"),
                        call("records/read_ids", "jobs seen"),
                        call("records/read_state", "jobs owner")));
    }

    private void compare(String folder, String type, List<Call> calls) throws Exception {
        Path copy = project.copy(INPUTS.resolve(folder));
        List<Object> before = new ArrayList<>();
        ScriptLoader originals = ScriptLoader.of(project.lua());
        for (Call call : calls) {
            before.add(reply(originals.load(call.script()), call));
        }
        Map<String, Object> data = data();
        redis.connection().sync().flushall();

        Map<Path, String> texts = texts(copy);
        assertThat(adopt(copy)).contains("1 interface");
        texts.forEach((file, text) -> assertThat(code(file)).isEqualTo(code(text)));
        assertThat(texts(copy)).isNotEqualTo(texts);
        assertThat(project.compile()).isEmpty();
        List<Object> after = new ArrayList<>();
        ScriptLoader adopted = ScriptLoader.of(project.lua());
        try (URLClassLoader classes = project.load()) {
            Class<?> bound = classes.loadClass(type);
            Object scripts = classes.loadClass(type + "Lua")
                    .getConstructor(ScriptExecutor.class)
                    .newInstance(ScriptExecutor.of(redis.connection()));
            for (Call call : calls) {
                Method method = Stream.of(bound.getMethods())
                        .filter(found -> found.getName().equals(call.method()))
                        .findFirst()
                        .orElseThrow();
                after.add(result(method, scripts, arguments(method, adopted.load(call.script()), call)));
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            assertThat(after.get(i)).as(calls.get(i).toString()).isEqualTo(before.get(i));
        }
        assertThat(data()).isEqualTo(data);
    }

    /** The reply of the script as it was; the text is sent in the charset that gives bytes as they are. */
    private static Object reply(Script script, Call call) {
        byte[][] arguments = call.arguments().stream()
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        Object reply = redis.connect(ByteArrayCodec.INSTANCE)
                .sync()
                .eval(
                        script.text(),
                        ScriptOutputType.MULTI,
                        call.keys().stream()
                                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                                .toArray(byte[][]::new),
                        arguments);
        return listed(PlainValue.of(reply));
    }

    /** A reply that is not an array as an array of one element, as Lettuce reads it. */
    private static Object listed(Object value) {
        return value instanceof List<?> ? value : PlainValue.of(List.of(value));
    }

    /** The arguments of a method, in the types that it takes. */
    private static Object[] arguments(Method method, Script script, Call call) {
        List<Object> arguments = new ArrayList<>();
        List<Declaration> declarations = script.signature().declarations();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Declaration declaration = declarations.get(i);
            boolean key = declaration.kind() == Declaration.Kind.KEY;
            int index = key ? i : i - script.signature().keys().size();
            List<String> values = key ? call.keys() : call.arguments();
            if (declaration.rest()) {
                arguments.add(values.subList(index, values.size()));
                continue;
            }
            Optional<String> raw = index < values.size() ? Optional.of(values.get(index)) : Optional.empty();
            LuaType type = declaration.type().present();
            boolean bytes = parameters[i].getType() == byte[].class;
            boolean optional = parameters[i].getType() == Optional.class;
            boolean missing = optional
                    && type != LuaType.Scalar.STRING
                    && raw.filter(String::isEmpty).isPresent();
            boolean moment = parameters[i].getType() == Instant.class;
            Optional<Object> value = raw.filter(text -> !missing)
                    .map(text -> bytes
                            ? text.getBytes(StandardCharsets.ISO_8859_1)
                            : moment ? Instant.ofEpochSecond(Long.parseLong(text)) : value(type, text));
            arguments.add(optional ? value : value.orElseThrow());
        }
        return arguments.toArray();
    }

    private static Object value(LuaType type, String text) {
        return switch ((LuaType.Scalar) type) {
            case INTEGER -> Long.parseLong(text);
            case NUMBER -> Double.parseDouble(text);
            case BOOLEAN -> text.equals("1");
            case MILLISECONDS -> Duration.ofMillis(Long.parseLong(text));
            case SECONDS -> Duration.ofSeconds(Long.parseLong(text));
            default -> text;
        };
    }

    private static Object result(Method method, Object scripts, Object[] arguments) throws Exception {
        try {
            return listed(PlainValue.of(method.invoke(scripts, arguments)));
        } catch (InvocationTargetException e) {
            throw new AssertionError(method.toString(), e.getCause());
        }
    }

    /** All keys with their values, and whether they expire. */
    private static Map<String, Object> data() {
        RedisCommands<String, String> commands = redis.connection().sync();
        Map<String, Object> data = new TreeMap<>();
        for (String key : commands.keys("*")) {
            data.put(key, Arrays.toString(commands.dump(key)));
            data.put(key + " expires", commands.pttl(key) > 0);
        }
        return data;
    }

    private static List<String> code(Path file) {
        try {
            return code(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a text, without comments of one line. */
    private static List<String> code(String text) {
        return text.lines().filter(line -> !line.startsWith("--")).toList();
    }

    private static Map<Path, String> texts(Path folder) throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file, Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void filesThatExistAreKept() throws IOException {
        Path copy = project.copy(INPUTS.resolve("limits"));
        Path made = Files.createDirectories(project.java().resolve("app")).resolve("Limits.java");
        Files.writeString(made, "// mine\n");
        Map<Path, String> texts = texts(copy);
        assertThat(adopt(copy)).contains("Limits.java exists. --overwrite replaces it; nothing was written");
        assertThat(made).hasContent("// mine");
        assertThat(texts(copy)).isEqualTo(texts);
    }

    @Test
    void scriptsThatDeclareSomethingAreLeftAlone() throws IOException {
        Path copy = project.copy(INPUTS.resolve("limits"));
        adopt(copy);
        Map<Path, String> texts = texts(copy);
        assertThat(adopt(copy))
                .contains("limits/take_lock: declares something, left as it is")
                .contains("0 scripts, 0 interfaces, 0 TODO");
        assertThat(texts(copy)).isEqualTo(texts);
    }

    @Test
    void linesKeepTheirEnds() throws IOException {
        Path folder = Files.createDirectories(project.lua().resolve("crlf"));
        Path script = folder.resolve("get.lua");
        Files.writeString(script, "#!lua flags=no-writes\r\n-- Reads.\r\n\r\nreturn redis.call('GET', KEYS[1])");
        assertThat(adopt(folder)).contains("1 script, 1 interface, 1 TODO");
        assertThat(Files.readString(script))
                .isEqualTo("#!lua flags=no-writes\r\n-- Reads.\r\n---@key key1 -- TODO: a name.\r\n"
                        + "---@return string?\r\n\r\nreturn redis.call('GET', KEYS[1])");
    }

    /** Another folder of scripts: {@code -Dmoonlet.adopt=FOLDER} reports what compiles and what is left to do. */
    @Test
    void scriptsOfAnotherFolderCompile() throws Exception {
        String folder = System.getProperty("moonlet.adopt", "");
        assumeTrue(!folder.isEmpty(), "no folder of scripts is named by -Dmoonlet.adopt");
        Path copy = project.copy(Path.of(folder));
        System.out.println(adopt(copy)); // for people, who count what is left to do
        assertThat(project.compile()).isEmpty();
    }
}
