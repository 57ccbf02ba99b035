package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.testing.RedisExtension;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mapstruct.ap.MappingProcessor;

/** Other compilers than a plain javac with this processor alone. */
@Tag("any-server")
class CompilersIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    private Path directory;

    private JavaProject project() {
        return new JavaProject(directory)
                .write("src/main/java/app/Visits.java", """
                        package app;

                        import dev.moonlet.Key;
                        import dev.moonlet.LuaScript;
                        import java.time.Duration;
                        import java.util.List;
                        import java.util.Map;
                        import java.util.Optional;
                        import java.util.concurrent.CompletionStage;

                        @LuaScript("visits")
                        public interface Visits {
                            Seen see(String counter, String page, Optional<Duration> keep, String... tags);

                            CompletionStage<Seen> seeAsync(String counter, String page, Optional<Duration> keep, String... tags);

                            Object plain(@Key String counter);

                            record Seen(long visits, List<String> tags, Map<String, Double> shares, Kind kind) {}

                            enum Kind { FIRST, OTHER }
                        }
                        """)
                .write("src/main/lua/visits/see.lua", """
                        -- Counts a visit.
                        ---@key counter
                        ---@arg page string of the site
                        ---@arg keep milliseconds?
                        ---@arg tags string...
                        ---@return { visits: integer, tags: string[], shares: table<string, number>, kind: string }
                        local visits = redis.call('HINCRBY', counter, page, 1)
                        if keep then
                          redis.call('PEXPIRE', counter, keep)
                        end
                        local kind = visits == 1 and 'FIRST' or 'OTHER'
                        return { visits = visits, tags = tags, shares = { [page] = 1 / visits }, kind = kind }
                        """)
                .write("src/main/lua/visits/plain.lua", "return redis.call('HGETALL', KEYS[1])\n");
    }

    private static final String MAIN = """
            package app;

            import dev.moonlet.ScriptExecutor;
            import io.lettuce.core.RedisClient;
            import java.time.Duration;
            import java.util.Optional;

            public class Main {
                public static void main(String[] args) throws Exception {
                    RedisClient client = RedisClient.create("redis://127.0.0.1:" + args[0]);
                    try (var connection = client.connect()) {
                        System.out.println(run(ScriptExecutor.of(connection)));
                    } finally {
                        client.shutdown();
                    }
                }

                public static String run(ScriptExecutor executor) throws Exception {
                    Visits visits = new VisitsLua(executor);
                    visits.seeAsync("c", "/", Optional.of(Duration.ofHours(1)), "a", "b").toCompletableFuture().get();
                    return visits.see("c", "/", Optional.empty()) + " " + visits.plain("c");
                }
            }
            """;

    private static final String EXPECTED = "Seen[visits=2, tags=[], shares={/=0.5}, kind=OTHER] [/, 2]";

    private static String run(JavaProject project) throws Exception {
        try (URLClassLoader classes = project.load()) {
            return (String) classes.loadClass("app.Main")
                    .getMethod("run", ScriptExecutor.class)
                    .invoke(null, ScriptExecutor.of(redis.connection()));
        }
    }

    @Test
    void theEclipseCompiler() throws Exception {
        JavaProject project = project().write("src/main/java/app/Main.java", MAIN);
        assertThat(project.compile(new EclipseCompiler(), List.of(new MoonletProcessor())))
                .isEmpty();
        assertThat(run(project)).isEqualTo(EXPECTED);
    }

    @Test
    void whatIsWrongIsToldByTheEclipseCompiler() {
        JavaProject project = project().write("src/main/lua/visits/plain.lua", "return redis.cal('GET', KEYS[1])\n");
        assertThat(project.compile(new EclipseCompiler(), List.of(new MoonletProcessor())))
                .startsWith("src/main/java/app/Visits.java:17:12: error: ")
                .contains("src/main/lua/visits/plain.lua:1:14: ")
                .contains("did you mean redis.call?");
    }

    /** Before Java 18 it tells where sources are by the source path alone. */
    @Test
    void theEclipseCompilerWithClassesOutsideOfTheProject() {
        Path app = directory.resolve("app");
        JavaProject project = new JavaProject(app, "pom.xml", "src/main/java", "../out/classes");
        project.write("src/main/lua/main.lua", "---@return string\nreturn 'main'\n")
                .write("src/main/java/app/Api.java", """
                        package app;

                        public class Api {
                            @dev.moonlet.LuaScript("main")
                            public interface Nested {
                                String main();
                            }
                        }
                        """);
        List<Processor> processors = List.of(new MoonletProcessor());
        assertThat(project.compile(
                        new EclipseCompiler(),
                        processors,
                        "-sourcepath",
                        app.resolve("src/main/java").toString()))
                .isEmpty();
        String alone = project.compile(new EclipseCompiler(), List.of(new MoonletProcessor()));
        if (Runtime.version().feature() < 18) {
            assertThat(alone)
                    .contains("script not found: \"main\"")
                    .contains("no project was found around the class output " + directory.resolve("out/classes")
                            + ", so src/main/lua was not looked into: -Amoonlet.path names the directories of scripts");
        } else {
            assertThat(alone).isEmpty();
        }
    }

    @Test
    void parametersWhoseNamesTheCompilerForgot() {
        JavaProject library = new JavaProject(directory.resolve("library"));
        library.write("src/main/java/base/Base.java", """
                package base;

                public interface Base {
                    String plain(String counter);
                }
                """);
        assertThat(library.compile(ToolProvider.getSystemJavaCompiler(), List.of()))
                .isEmpty();
        JavaProject project = new JavaProject(directory.resolve("app"))
                .write("src/main/java/app/Api.java", """
                        package app;

                        import base.Base;
                        import dev.moonlet.LuaScript;

                        @LuaScript("plain")
                        public interface Api extends Base {}
                        """)
                .write("src/main/lua/plain.lua", """
                        ---@key counter
                        ---@return string
                        return counter
                        """);
        String classPath = library.classes() + File.pathSeparator + System.getProperty("java.class.path");
        assertThat(project.compile("-Xlint:-path", "-classpath", classPath))
                .contains("declares no key and no argument \"arg0\" for parameter \"arg0\"")
                .contains(
                        "compile the interface that declares it with -parameters, or name what it supplies with @Key or @Arg");
    }

    /** Each may run first, and another processor may write what an interface uses. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void otherProcessorsBesideIt(boolean first) throws Exception {
        JavaProject project =
                project().write("src/main/java/app/Mapping.java", """
                        package app;

                        import org.mapstruct.Mapper;

                        @Mapper
                        public interface Mapping {
                            Copy map(Visits.Seen seen);

                            record Copy(long visits, String kind) {}
                        }
                        """).write("src/main/java/app/Main.java", """
                        package app;

                        import dev.moonlet.ScriptExecutor;
                        import java.util.Optional;

                        public class Main {
                            public static String run(ScriptExecutor executor) {
                                Visits visits = new VisitsLua(executor);
                                return new MappingImpl().map(visits.see("c", "/", Optional.empty())).toString();
                            }
                        }
                        """);
        List<Processor> processors = first
                ? List.of(new MoonletProcessor(), new MappingProcessor())
                : List.of(new MappingProcessor(), new MoonletProcessor());
        assertThat(project.compile(
                        ToolProvider.getSystemJavaCompiler(),
                        processors,
                        "-Xlint:all,-processing,-classfile",
                        "-Werror"))
                .isEmpty();
        assertThat(run(project)).isEqualTo("Copy[visits=1, kind=FIRST]");
    }

    /** Writes an enum and a codec that an interface uses, in the first round. */
    @SupportedAnnotationTypes("*")
    private static final class Generating extends AbstractProcessor {

        private boolean done;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                write("app.Kind", "public enum Kind { A, B }");
                write("app.Upper", """
                        public class Upper implements dev.moonlet.ValueCodec<String, String> {
                            @Override
                            public String encode(String value) {
                                return value.toUpperCase();
                            }

                            @Override
                            public String decode(String value) {
                                return value;
                            }
                        }
                        """);
            }
            return false;
        }

        private void write(String name, String text) {
            try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                writer.write("package app;\n\n" + text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void typesAndCodecsThatOtherProcessorsWrite(boolean first) throws Exception {
        JavaProject project = new JavaProject(directory)
                .write("src/main/java/app/Api.java", """
                        package app;

                        import dev.moonlet.Codec;
                        import dev.moonlet.LuaScript;
                        import java.util.List;

                        @LuaScript("echo")
                        public interface Api {
                            Result echo(@Codec(Upper.class) String text, Kind... kinds);

                            record Result(String text, List<Kind> kinds) {}
                        }
                        """)
                .write("src/main/java/app/Main.java", """
                        package app;

                        import dev.moonlet.ScriptExecutor;

                        public class Main {
                            public static String run(ScriptExecutor executor) {
                                return new ApiLua(executor).echo("a", Kind.A, Kind.B).toString();
                            }
                        }
                        """)
                .write("src/main/lua/echo.lua", """
                        ---@arg text string
                        ---@arg kinds string[]
                        ---@return { text: string, kinds: string[] }
                        return { text = text, kinds = kinds }
                        """);
        List<Processor> processors = first
                ? List.of(new MoonletProcessor(), new Generating())
                : List.of(new Generating(), new MoonletProcessor());
        assertThat(project.compile(ToolProvider.getSystemJavaCompiler(), processors))
                .isEmpty();
        assertThat(run(project)).isEqualTo("Result[text=A, kinds=[A, B]]");
    }

    /** A module that requires Moonlet alone, run from the module path. */
    @Test
    void modules() throws Exception {
        JavaProject project =
                project().write("src/main/java/app/Main.java", MAIN).write("src/main/java/module-info.java", """
                        module app {
                            requires dev.moonlet;
                        }
                        """);
        String modules = Stream.concat(
                        Stream.of(Path.of(CompiledScript.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString()),
                        Arrays.stream(System.getProperty("java.class.path")
                                        .split(Pattern.quote(File.pathSeparator), -1))
                                .filter(entry -> Path.of(entry)
                                        .getFileName()
                                        .toString()
                                        .matches("(lettuce|netty|reactor|reactive-streams|redis-authx|slf4j).*jar")))
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(project.compile(
                        "--module-path", modules, "-Xlint:-requires-automatic,-requires-transitive-automatic,-exports"))
                .isEmpty();
        assertThat(Files.readString(project.classes().resolve("app/VisitsLua.java")))
                .doesNotContain("javax.annotation.processing");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modules + File.pathSeparator + project.classes(),
                        "--module",
                        "app/app.Main",
                        Integer.toString(redis.port()))
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(out).contains(EXPECTED);
    }
}
