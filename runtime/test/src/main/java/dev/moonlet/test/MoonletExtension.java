package dev.moonlet.test;

import dev.moonlet.Beta;
import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What {@link MoonletTest} extends tests with, for tests that choose the server themselves:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MoonletExtension moonlet = MoonletExtension.builder()
 *         .server(TestServer.program(Path.of("/usr/bin/valkey-server")))
 *         .declaredKeysOnly()
 *         .build();
 * }</pre>
 *
 * <p>A class has either this or the annotation. Safe for use by several threads.
 *
 * @see <a href="https://docs.junit.org/current/user-guide/#extensions-registration-programmatic">JUnit: programmatic
 *     registration</a>
 */
public final class MoonletExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(MoonletExtension.class);

    /** What each type of a parameter gets. */
    private static final Map<Class<?>, BiFunction<TestRun, ExtensionContext, Object>> INJECTED = Map.of(
            ScriptExecutor.class, (run, context) -> run.faults(),
            FaultInjection.class, (run, context) -> run.faults(),
            StatefulRedisConnection.class, (run, context) -> run.connection(),
            RedisCommands.class, (run, context) -> run.connection().sync(),
            RedisURI.class,
                    (run, context) -> RedisURI.builder(run.server().uri()).build(),
            CostReport.class, (run, context) -> run.costs(context.getRequiredTestClass()));

    private final @Nullable TestSettings settings;

    /** For {@link MoonletTest}, whose values it has. */
    public MoonletExtension() {
        this.settings = null;
    }

    private MoonletExtension(TestSettings settings) {
        this.settings = settings;
    }

    /** Begins an extension with the values that {@link MoonletTest} has by default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes an extension. Not safe for use by several threads. */
    public static final class Builder {

        private TestSettings settings = TestSettings.DEFAULT;

        private Builder() {}

        /** Sets the server; {@link TestServer#configured()} by default. */
        public Builder server(TestServer server) {
            Objects.requireNonNull(server, "server");
            settings = new TestSettings(
                    server, settings.delivery(), settings.declaredKeysOnly(), settings.codecs(), settings.coverage());
            return this;
        }

        /** Sets how often a call may run when its connection is lost; {@link Delivery#AT_LEAST_ONCE} by default. */
        public Builder delivery(Delivery delivery) {
            Objects.requireNonNull(delivery, "delivery");
            settings = new TestSettings(
                    settings.server(), delivery, settings.declaredKeysOnly(), settings.codecs(), settings.coverage());
            return this;
        }

        /** Has a test fail if a script runs a command with a key that is not among its KEYS. */
        public Builder declaredKeysOnly() {
            settings = new TestSettings(
                    settings.server(), settings.delivery(), true, settings.codecs(), settings.coverage());
            return this;
        }

        /** Sets the codecs that implementations take; those of Jackson by default. */
        public Builder codecs(TestCodecs codecs) {
            Objects.requireNonNull(codecs, "codecs");
            settings = new TestSettings(
                    settings.server(), settings.delivery(), settings.declaredKeysOnly(), codecs, settings.coverage());
            return this;
        }

        /**
         * Counts which lines and branches of scripts run, and reports when the last test has run; otherwise only if the system
         * property {@code moonlet.coverage} names a directory.
         */
        @Beta
        public Builder coverage(ScriptCoverage coverage) {
            Objects.requireNonNull(coverage, "coverage");
            settings = new TestSettings(
                    settings.server(),
                    settings.delivery(),
                    settings.declaredKeysOnly(),
                    settings.codecs(),
                    Optional.of(coverage));
            return this;
        }

        /** The extension. */
        public MoonletExtension build() {
            return new MoonletExtension(settings);
        }
    }

    /** Takes a server for a test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        TestSettings own = settings == null ? TestSettings.of(context) : settings;
        TestSettings chosen = own.configuredBy(context);
        chosen.coverage().ifPresent(coverage -> context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(coverage, CoverageAtTheEnd::new, CoverageAtTheEnd.class));
        context.getStore(NAMESPACE).put(TestRun.class, TestRun.begin(chosen));
    }

    /**
     * Gives the server back. Fails a test whose faults name scripts that it does not have, and one whose scripts used undeclared
     * keys, if that is asked for.
     */
    @Override
    public void afterEach(ExtensionContext context) {
        TestRun run = context.getStore(NAMESPACE).remove(TestRun.class, TestRun.class);
        if (run != null) {
            try (run) {
                run.faults().verifyNames();
                run.verifyKeys();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return INJECTED.containsKey(type) || GeneratedImplementation.isOf(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        TestRun run = context.getStore(NAMESPACE).get(TestRun.class, TestRun.class);
        if (run == null) {
            throw new ParameterResolutionException(
                    "a %s is for one test: take it in the test method, in @BeforeEach or in @AfterEach"
                            .formatted(type.getSimpleName()));
        }
        requireStrings(parameter.getParameter());
        BiFunction<TestRun, ExtensionContext, Object> injected = INJECTED.get(type);
        return injected == null ? implementation(type, run) : injected.apply(run, context);
    }

    private static Object implementation(Class<?> type, TestRun run) {
        Object made = GeneratedImplementation.create(
                type, run.faults(), run.settings().codecs());
        run.faults().scripts().addAllOf(made.getClass());
        return made;
    }

    private static void requireStrings(Parameter parameter) {
        if (parameter.getParameterizedType() instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                if (argument instanceof Class<?> type && type != String.class) {
                    throw new ParameterResolutionException(
                            ("the keys and values of the injected connection are strings: take %s<String, String>, or"
                                            + " connect to an injected RedisURI with another codec")
                                    .formatted(parameter.getType().getSimpleName()));
                }
            }
        }
    }
}
