package dev.moonlet.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.palantir.javapoet.JavaFile;
import dev.moonlet.LuaScript;
import dev.moonlet.processor.MoonletProcessor;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.testing.Page;
import io.lettuce.core.RedisClient;
import io.netty.buffer.ByteBuf;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The jars of this build and the {@code javac} commands of all JDKs that are installed. */
@Timeout(300)
@Tag("any-server")
class JavacIT {

    /** The first in which a processor on the class path alone doesn't run. */
    private static final int WITHOUT_CLASS_PATH = 23;

    private static final List<Class<?>> PROCESSOR =
            List.of(MoonletProcessor.class, ScriptCompiler.class, JavaFile.class);

    private static final List<Class<?>> APPLICATION =
            List.of(LuaScript.class, RedisClient.class, ByteBuf.class, Mono.class, Publisher.class);

    private static final String COUNTER = """
            package app;

            import dev.moonlet.LuaScript;

            @LuaScript("inc")
            public interface Counter {
                long inc(String k);
            }
            """;

    private static final String MAIN = """
            package app;

            import dev.moonlet.ScriptExecutor;

            class Main {
                Counter counter(ScriptExecutor executor) {
                    return new CounterLua(executor);
                }
            }
            """;

    /** Of all of the API, so that javac reads its class files: those without the annotations that they have. */
    private static final String API = """
            package app;

            import dev.moonlet.CrossSlotException;
            import dev.moonlet.Delivery;
            import dev.moonlet.ExecutorBuilder;
            import dev.moonlet.InDoubtException;
            import dev.moonlet.LuaFrame;
            import dev.moonlet.Pipeline;
            import dev.moonlet.ReplyMismatchException;
            import dev.moonlet.ScriptErrorException;
            import dev.moonlet.ScriptExecutionException;
            import dev.moonlet.ScriptExecutor;
            import dev.moonlet.ScriptInvocation;
            import dev.moonlet.ServerUnavailableException;
            import dev.moonlet.Transaction;
            import dev.moonlet.TransactionException;
            import dev.moonlet.TypeRef;
            import dev.moonlet.ValueCodec;
            import io.lettuce.core.api.StatefulRedisConnection;
            import java.time.Duration;
            import java.util.List;
            import java.util.concurrent.CompletionStage;

            final class Uses {
                static final ValueCodec<Duration, Long> CODEC = new ValueCodec<>() {
                    @Override
                    public Long encode(Duration value) {
                        return value.toNanos();
                    }

                    @Override
                    public Duration decode(Long value) {
                        return Duration.ofNanos(value);
                    }
                };

                private Uses() {}

                static ScriptExecutor counting(ScriptExecutor executor) {
                    return new ScriptExecutor() {
                        @Override
                        public <T> T execute(ScriptInvocation<T> invocation) {
                            return executor.execute(invocation);
                        }

                        @Override
                        public <T> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
                            return executor.executeAsync(invocation);
                        }
                    };
                }

                static long use(StatefulRedisConnection<String, String> connection) {
                    ExecutorBuilder builder = ScriptExecutor.on(connection).delivery(Delivery.AT_MOST_ONCE);
                    Pipeline pipeline = builder.buildPipeline(10);
                    try (Transaction<String, String> transaction = Transaction.of(() -> connection)) {
                        return new CounterLua(counting(builder.build())).inc("k") + pipeline.size()
                                + transaction.run(commands -> commands.incr("k"));
                    } catch (InDoubtException | CrossSlotException | ServerUnavailableException e) {
                        return e.scriptName().length();
                    } catch (ReplyMismatchException e) {
                        return e.path().length();
                    } catch (ScriptErrorException e) {
                        List<LuaFrame> frames = e.frames();
                        return frames.size();
                    } catch (ScriptExecutionException | TransactionException e) {
                        return TypeRef.of(Long.class).hashCode();
                    }
                }
            }
            """;

    private static final String INC = """
            ---@key k
            ---@return integer
            return redis.call("INCR", k)
            """;

    @TempDir
    private Path directory;

    static List<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    private static String path(Stream<Class<?>> classes) {
        return classes.map(type -> jar(type).toString()).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private Path project() {
        return directory.resolve("app");
    }

    private Path write(String file, String text) throws IOException {
        Path path = project().resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        return Files.writeString(path, text);
    }

    private void counter() throws IOException {
        write("pom.xml", "");
        write("src/main/lua/inc.lua", INC);
        write("src/main/java/app/Counter.java", COUNTER);
        write("src/main/java/app/Main.java", MAIN);
    }

    /** Compiles everything to {@code target/classes}, and returns what the compiler prints. */
    private String javac(Jdk jdk, String... options) throws Exception {
        Path classes = Files.createDirectories(project().resolve("target/classes"));
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-d", classes.toString()));
        try (Stream<Path> sources = Files.walk(project().resolve("src/main/java"))) {
            sources.filter(Files::isRegularFile).map(Path::toString).sorted().forEach(arguments::add);
        }
        return jdk.javac(project(), arguments);
    }

    private boolean isGenerated(String implementation) {
        return Files.isRegularFile(project().resolve("target/classes/app/" + implementation + ".class"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theProcessorPath(Jdk jdk) throws Exception {
        counter();
        assertThat(javac(
                        jdk,
                        "-processorpath",
                        path(Stream.concat(PROCESSOR.stream(), Stream.of(LuaScript.class))),
                        "-classpath",
                        path(APPLICATION.stream())))
                .isEmpty();
        assertThat(isGenerated("CounterLua")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theProcessorModulePath(Jdk jdk) throws Exception {
        counter();
        assertThat(javac(
                        jdk,
                        "--processor-module-path",
                        path(Stream.concat(PROCESSOR.stream(), Stream.of(LuaScript.class))),
                        "-classpath",
                        path(APPLICATION.stream())))
                .isEmpty();
        assertThat(isGenerated("CounterLua")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theProcessorModulePathWithoutTheRuntime(Jdk jdk) throws Exception {
        counter();
        assertThat(javac(
                        jdk,
                        "--processor-module-path",
                        path(PROCESSOR.stream()),
                        "-classpath",
                        path(APPLICATION.stream())))
                .isEmpty();
        assertThat(isGenerated("CounterLua")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void mistakesAreReportedFromTheProcessorModulePath(Jdk jdk) throws Exception {
        counter();
        write("src/main/lua/inc.lua", INC.replace("redis.call", "redis.cal"));
        assertThat(javac(
                        jdk,
                        "--processor-module-path",
                        path(PROCESSOR.stream()),
                        "-classpath",
                        path(APPLICATION.stream())))
                .contains("src/main/lua/inc.lua:3:14: ", "did you mean redis.call?");
    }

    /** The source tells which project it is, whatever the processor is loaded by. */
    @ParameterizedTest
    @MethodSource("jdks")
    void classesOutsideOfTheProject(Jdk jdk) throws Exception {
        counter();
        Path sources = project().resolve("src/main/java/app");
        for (String option : List.of("-processorpath", "--processor-module-path")) {
            Path classes = Files.createDirectories(directory.resolve("out"));
            assertThat(jdk.javac(
                            directory,
                            List.of(
                                    option,
                                    path(PROCESSOR.stream()),
                                    "-classpath",
                                    path(APPLICATION.stream()),
                                    "-d",
                                    classes.toString(),
                                    sources.resolve("Counter.java").toString())))
                    .isEmpty();
        }
    }

    /** Each entry alone: no folders, and no manifest. */
    private static Path jar(Path file, Map<String, String> scripts) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> script : scripts.entrySet()) {
                jar.putNextEntry(new JarEntry("META-INF/lua/" + script.getKey()));
                jar.write(script.getValue().getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return file;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void foldersAndPatternsInJarsOfTheProcessorPath(Jdk jdk) throws Exception {
        write("pom.xml", "");
        write("src/main/lua/all.lua", "---@include \"/shared/parts/*\"\n---@return string\nreturn a .. b\n");
        write("src/main/java/app/All.java", """
                package app;
                @dev.moonlet.LuaScript("all")
                public interface All {
                    String all();
                }
                """);
        write("src/main/java/app/Counters.java", """
                package app;
                @dev.moonlet.LuaScript("shared/counters")
                public interface Counters {
                    long inc(String k);
                }
                """);
        Path library = jar(
                directory.resolve("shared-scripts.jar"),
                Map.of(
                        "shared/parts/a.lua", "local a = 'a'\n",
                        "shared/parts/b.lua", "local b = 'b'\n",
                        "shared/counters/inc.lua", INC));
        for (String option : List.of("-processorpath", "--processor-module-path")) {
            assertThat(javac(
                            jdk,
                            option,
                            path(PROCESSOR.stream()) + File.pathSeparator + library,
                            "-classpath",
                            path(APPLICATION.stream())))
                    .isEmpty();
            assertThat(isGenerated("AllLua") && isGenerated("CountersLua")).isTrue();
        }
        write("src/main/lua/all.lua", "---@include \"/shared/part/*\"\n---@return string\nreturn ''\n");
        assertThat(javac(
                        jdk,
                        "-processorpath",
                        path(PROCESSOR.stream()) + File.pathSeparator + library,
                        "-classpath",
                        path(APPLICATION.stream())))
                .contains("include not found: \"/shared/part/*\"");
    }

    /** The line for a build that wants every warning, and none of them. */
    @ParameterizedTest
    @MethodSource("jdks")
    void everyWarningAsAnError(Jdk jdk) throws Exception {
        counter();
        write("src/main/java/app/Uses.java", API);
        write("src/main/java/app/Two.java", """
                package app;

                import dev.moonlet.LuaScript;

                @LuaScript("inc")
                interface Two {
                    long inc(String k);

                    @LuaScript("inc")
                    interface Nested {
                        long inc(String k);
                    }
                }
                """);
        String lint = Page.of("docs/build-tools.md")
                .block("text", "## Warnings as errors")
                .strip();
        assertThat(lint).startsWith("-Xlint:all");
        String[] options = Stream.concat(
                        Stream.of(lint.split(" ", -1)),
                        Stream.of("-processorpath", path(PROCESSOR.stream()), "-classpath", path(APPLICATION.stream())))
                .toArray(String[]::new);
        assertThat(javac(jdk, options)).isEmpty();
        assertThat(isGenerated("Two_NestedLua")).isTrue();
        write("src/main/java/app/Two.java", """
                package app;

                import dev.moonlet.LuaScript;

                @LuaScript("inc")
                interface Two {
                    long inc(String k);
                }

                @LuaScript("inc")
                interface Second {
                    long inc(String k);
                }
                """);
        assertThat(javac(jdk, options)).contains("auxiliary class Second in ");
        options[0] += ",-auxiliaryclass";
        assertThat(javac(jdk, options)).isEmpty();
    }

    @Test
    void theClassPathAlone() throws Exception {
        Jdk newest = Jdk.all().get(Jdk.all().size() - 1);
        assumeTrue(
                newest.version() >= WITHOUT_CLASS_PATH,
                "no JDK from " + WITHOUT_CLASS_PATH + " on is installed beside the one that runs this test");
        counter();
        String classPath = path(Stream.concat(PROCESSOR.stream(), APPLICATION.stream()));
        assertThat(javac(newest, "-classpath", classPath))
                .contains("cannot find symbol", "class CounterLua")
                .doesNotContain("Moonlet");
        Page page = Page.of("docs/quick-start.md");
        assertThat(page.text()).contains("cannot find symbol", "annotationProcessorPaths");
        String option = page.block("text", "JDK " + WITHOUT_CLASS_PATH).strip();
        assertThat(javac(newest, option, "-classpath", classPath)).isEmpty();
        assertThat(isGenerated("CounterLua")).isTrue();
    }

    /** The jar that a class comes from. */
    private static Path jar(Class<?> type) {
        try {
            Path jar = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(jar)) {
                throw new IllegalStateException(jar + " is no jar: these tests run after packaging, by mvn verify");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
