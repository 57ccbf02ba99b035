package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.JsonCodec;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisProcess;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

/** An application whose beans are prepared when it is built, as for a native image. */
@Tag("any-server")
class AheadOfTimeIT {

    @Test
    @CompileWithForkedClassLoader
    void anApplicationRunsFromTheCodeThatIsGeneratedAheadOfTime() throws Exception {
        try (RedisProcess server = RedisProcess.start()) {
            TestPropertyValues properties = TestPropertyValues.of(
                    "spring.data.redis.host=127.0.0.1",
                    "spring.data.redis.port=" + server.port(),
                    "moonlet.read-timeout=30s",
                    "moonlet.translate-exceptions=true");
            TestGenerationContext generation = new TestGenerationContext(Application.class);
            ClassName initializer;
            try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
                properties.applyTo(context);
                context.register(Application.class);
                context.register(Contexts.autoConfigurations());
                initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            }
            generation.writeGeneratedContent();
            TestCompiler.forSystem().with(generation).compile(compiled -> run(compiled, initializer, properties));
            assertThat(server.<String>ask(redis -> redis.get("a"))).isEqualTo("3");
        }
    }

    @SuppressWarnings("unchecked")
    private static void run(Compiled compiled, ClassName initializer, TestPropertyValues properties) {
        try (GenericApplicationContext context = new GenericApplicationContext();
                LogEvents log = new LogEvents()) {
            properties.applyTo(context);
            compiled.getInstance(ApplicationContextInitializer.class, initializer.canonicalName())
                    .initialize(context);
            context.refresh();
            Counter counter = context.getBean(Counter.class);
            assertThat(counter.add("a", 1)).isEqualTo(1);
            assertThat(counter.addLater("a", 2).block()).isEqualTo(3);
            Notes.Note note = new Notes.Note("shopping", List.of());
            assertThat(context.getBean(Notes.class).keep("note", note)).isEqualTo(note);
            assertThat(context.getBeansOfType(ScriptExecutor.class)).hasSize(1);
            assertThat(context.getBeansOfType(JsonCodec.class)).hasSize(1);
            assertThat(log.problems()).isEmpty();
        }
    }

    /** Its scripts are found by scanning. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {Counter.class, Notes.class}))
    static class Application {}
}
