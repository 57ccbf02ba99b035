package dev.moonlet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import dev.moonlet.testing.RedisExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kotlin that is built as {@code docs/kotlin.md} says, compiled once, runs on Redis. */
@Tag("any-server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KaptIT {

    private static final Path OWN = Path.of("src/test/projects/kapt");

    /** Leaves no compiler behind that waits for more to do. */
    private static final String IN_PROCESS = "-Dkotlin.compiler.daemon=false";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static final Maven maven = new Maven();
    private static BuiltArtifacts artifacts;
    private static Page page;
    private static MavenProject project;

    @BeforeAll
    static void compileOnce() throws Exception {
        artifacts = BuiltArtifacts.install(maven);
        page = Page.of("docs/kotlin.md");
        project = new MavenProject(directory);
        Page tests = Page.of("docs/testing-scripts.md");
        String pom = page.block("xml", "A whole `pom.xml`:")
                .replace("  </dependencies>", tests.block("xml", "a report of\nwhat calls cost.") + "  </dependencies>")
                .replace("    </plugins>", tests.block("xml", "Name a newer one:") + "    </plugins>");
        project.write("pom.xml", artifacts.withVersion(pom));
        for (String file : List.of(
                "src/main/kotlin/app/Visits.kt", "src/main/kotlin/app/Main.kt", "src/test/kotlin/app/VisitsTest.kt")) {
            project.write(file, page.file("kotlin", file).replace("localhost:6379", "localhost:" + redis.port()));
        }
        project.write(
                "src/main/lua/visits/record.lua",
                Page.of("docs/quick-start.md").file("lua", "src/main/lua/visits/record.lua"));
        try (Stream<Path> files = Files.walk(OWN)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                project.write(OWN.relativize(file).toString(), Files.readString(file));
            }
        }
        Maven.Outcome outcome = maven.run(directory, IN_PROCESS, "test");
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    }

    @AfterAll
    static void leaveNothing() throws IOException {
        artifacts.close();
    }

    @Test
    @Order(1)
    void whatThePageShowsRunsAndPrintsWhatItSays() throws Exception {
        assertThat(page.block("sh", "Run the program:")).isEqualTo("mvn -q compile exec:java\n");
        Maven.Outcome outcome = maven.run(directory, IN_PROCESS, "-q", "compile", "exec:java");
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).contains(page.block("text", "`src/main/kotlin/app/Main.kt`"));
    }

    @Test
    @Order(2)
    void whatMayBeAbsentIsNullAndDefaultsMayBeLeftOut() throws Exception {
        assertThat(run("app.AccountsKt", String.valueOf(redis.port()))).isEqualTo("""
                null
                nobody
                Account[owner=ann, note=null, balance=10]
                Account[owner=ann, note=new, balance=20]
                ann
                """);
    }

    @Test
    @Order(3)
    void dataClassesAndSuspendFunctions() throws Exception {
        assertThat(run("app.OrdersKt", String.valueOf(redis.port()))).isEqualTo("""
                null
                Placed(number=1, item=Item(name=pen, isGift=true, note=null, price=3))
                Refused(reason=car costs more than 100)
                SOLD_OUT
                Closed
                Unknown
                Placed(number=2, item=Item(name=pad, isGift=false, note=lined, price=2))
                [Item(name=pen, isGift=true, note=null, price=3), Item(name=pad, isGift=false, note=lined, price=2)]
                2
                kotlin.Unit
                null
                WRONGTYPE
                """);
    }

    @Test
    @Order(5)
    void whatJavaCannotUseIsRefused() throws Exception {
        project.write(
                "src/main/lua/visits/record.lua",
                "---@key key\n---@return { visits: integer, page: string }\nreturn { visits = 1, page = key }\n");
        project.write(
                "src/main/lua/visits/login.lua",
                "---@key user\n---@arg secret string\nredis.call('SET', user, secret)\n");
        project.write("src/main/kotlin/app/Visits.kt", """
                package app

                import dev.moonlet.LuaScript

                @JvmInline
                value class Page(val path: String)

                data class Seen(val visits: Long, val page: Page)

                data class Login(val user: String, private val secret: String)

                class Range(val visits: String, val page: String) {
                    operator fun component1() = page

                    operator fun component2() = visits
                }

                @LuaScript("visits/record")
                interface Visits {
                    fun record(key: Page): Long

                    fun seen(key: String): Seen

                    @LuaScript("visits/login")
                    fun login(login: Login)

                    fun range(key: String): Range
                }
                """);
        project.write("src/main/kotlin/app/Main.kt", "package app\n");
        Maven.Outcome outcome = maven.run(directory, IN_PROCESS, "compile");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output())
                .contains(
                        "function \"record\" takes or returns a value class, which Java can't implement [value-class]",
                        "a data class without properties of value classes, which Java can't construct: \"page\"",
                        "component \"secret\" of parameter \"login\" is a private property",
                        "but Java has Range");
    }

    /** No Kotlin or Java is changed, so it also shows that kapt reads scripts anew. */
    @Test
    @Order(4)
    void aMistakeInAScriptIsAnErrorAtItsLine() throws Exception {
        Path script = project.file("src/main/lua/visits/record.lua");
        Files.writeString(script, Files.readString(script).replace("'INCR', counter", "'INCR', conter"));
        Maven.Outcome outcome = maven.run(directory, IN_PROCESS, "compile");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output())
                .contains("Visits.kt")
                .contains("src/main/lua/visits/record.lua:8:35: there is no variable \"conter\" [undefined-global]")
                .contains("did you mean counter?");
    }

    private static String run(String main, String... arguments) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (URLClassLoader classes = load()) {
            System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
            classes.loadClass(main).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } finally {
            System.setOut(before);
        }
        return output.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** What was compiled, with Kotlin's libraries beside what these tests have on their class path. */
    private static URLClassLoader load() throws IOException {
        Path repository = maven.localRepository().resolve("org/jetbrains");
        String kotlin = version("kotlin-maven-plugin");
        String coroutines = version("kotlinx-coroutines-core");
        URL[] urls = {
            project.file("target/classes").toUri().toURL(),
            jar(repository, "kotlin", "kotlin-stdlib", kotlin),
            jar(repository, "kotlinx", "kotlinx-coroutines-core-jvm", coroutines)
        };
        return new URLClassLoader(urls, KaptIT.class.getClassLoader());
    }

    private static String version(String artifact) {
        return page.block("xml", "A whole `pom.xml`:")
                .replaceAll("(?s).*>" + artifact + "<.*?<version>([^<]*).*", "$1");
    }

    private static URL jar(Path repository, String group, String artifact, String version) throws IOException {
        return repository
                .resolve(group)
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".jar")
                .toUri()
                .toURL();
    }
}
