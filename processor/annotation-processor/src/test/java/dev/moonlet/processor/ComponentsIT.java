package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.testing.RedisExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.File;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Implementations are injected. */
@Tag("any-server")
class ComponentsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    private Path directory;

    private JavaProject project;

    @BeforeEach
    void write() {
        project = new JavaProject(directory)
                .write("src/main/java/app/Counters.java", """
                        package app;

                        import dev.moonlet.LuaScript;
                        import java.util.function.ToLongFunction;

                        @LuaScript("count")
                        public interface Counters extends ToLongFunction<String> {
                            @Override
                            long applyAsLong(String counter);
                        }
                        """)
                .write("src/main/lua/count.lua", """
                        ---@key counter
                        ---@return integer
                        return redis.call('INCR', counter)
                        """);
    }

    private static ScriptExecutor executor() {
        return ScriptExecutor.of(redis.connection());
    }

    private static long count(Object counters, String counter) throws Exception {
        return (long) counters.getClass().getMethod("applyAsLong", String.class).invoke(counters, counter);
    }

    @Test
    void bySpring() throws Exception {
        assertThat(project.compile("-Amoonlet.component=spring", "-Xlint:-processing"))
                .isEmpty();
        try (URLClassLoader classes = project.load();
                AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.setClassLoader(classes);
            context.registerBean(ScriptExecutor.class, ComponentsIT::executor);
            context.scan("app");
            context.refresh();
            assertThat(count(context.getBean(classes.loadClass("app.Counters")), "spring"))
                    .isOne();
        }
    }

    /** Of several executors, the one that the qualifier of the interface names. */
    @Test
    void byAQualifier() throws Exception {
        project.write("src/main/java/app/Others.java", """
                package app;

                import dev.moonlet.LuaScript;
                import java.util.function.ToLongFunction;
                import org.springframework.beans.factory.annotation.Qualifier;

                @LuaScript("count")
                @Qualifier("others")
                public interface Others extends ToLongFunction<String> {
                    @Override
                    long applyAsLong(String counter);
                }
                """);
        assertThat(project.compile("-Amoonlet.component=spring", "-Xlint:-processing"))
                .isEmpty();
        List<String> scripts = new ArrayList<>();
        try (URLClassLoader classes = project.load();
                AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.setClassLoader(classes);
            context.registerBean(
                    "executor",
                    ScriptExecutor.class,
                    ComponentsIT::executor,
                    definition -> definition.setPrimary(true));
            context.registerBean("others", ScriptExecutor.class, () -> noting(scripts));
            context.scan("app");
            context.refresh();
            assertThat(count(context.getBean(classes.loadClass("app.Counters")), "qualified"))
                    .isOne();
            assertThat(scripts).isEmpty();
            assertThat(count(context.getBean(classes.loadClass("app.Others")), "qualified"))
                    .isEqualTo(2);
            assertThat(scripts).containsExactly("count");
        }
    }

    /** An executor that notes the scripts it runs. */
    private static ScriptExecutor noting(List<String> scripts) {
        ScriptExecutor executor = executor();
        return new ScriptExecutor() {
            @Override
            public <T> T execute(ScriptInvocation<T> invocation) {
                scripts.add(invocation.scriptName());
                return executor.execute(invocation);
            }

            @Override
            public <T> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
                scripts.add(invocation.scriptName());
                return executor.executeAsync(invocation);
            }
        };
    }

    @Test
    void byCdi() throws Exception {
        project.write("src/main/java/app/Executors.java", """
                        package app;

                        import dev.moonlet.ScriptExecutor;
                        import jakarta.enterprise.context.ApplicationScoped;
                        import jakarta.enterprise.inject.Produces;

                        @ApplicationScoped
                        public class Executors {
                            public static ScriptExecutor executor;

                            @Produces
                            public ScriptExecutor executor() {
                                return executor;
                            }
                        }
                        """).write("target/classes/META-INF/beans.xml", """
                        <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
                        """);
        assertThat(project.compile("-Amoonlet.component=jakarta", "-Xlint:-processing,-classfile"))
                .isEmpty();
        try (URLClassLoader classes = project.load()) {
            classes.loadClass("app.Executors").getField("executor").set(null, executor());
            Thread.currentThread().setContextClassLoader(classes);
            try (SeContainer container =
                    SeContainerInitializer.newInstance().setClassLoader(classes).initialize()) {
                Object counters =
                        container.select(classes.loadClass("app.Counters")).get();
                assertThat(count(counters, "cdi")).isOne();
            }
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
    }

    @Test
    void byContainersOfJakartaInjectAlone() throws Exception {
        String withoutCdi = Arrays.stream(
                        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> !entry.contains("cdi-api"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(project.compile("-Amoonlet.component=jakarta", "-Xlint:-processing,-path", "-classpath", withoutCdi))
                .isEmpty();
        try (URLClassLoader classes = project.load()) {
            Class<?> implementation = classes.loadClass("app.CountersLua");
            Injector injector = Guice.createInjector(
                    binder -> binder.bind(ScriptExecutor.class).toInstance(executor()));
            Object counters = injector.getInstance(implementation);
            assertThat(injector.getInstance(implementation)).isSameAs(counters);
            assertThat(count(counters, "inject")).isOne();
        }
    }

    @Test
    void whatIsNotOnTheClassPathIsMissed() {
        String withoutSpring = Arrays.stream(
                        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> !entry.contains("spring"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(project.compile("-Amoonlet.component=spring", "-Xlint:-path", "-classpath", withoutSpring))
                .contains(
                        "moonlet.component: spring needs org.springframework.stereotype.Component, which is not on the"
                                + " class path");
    }
}
