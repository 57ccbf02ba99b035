package dev.moonlet.test;

import dev.moonlet.Delivery;
import java.lang.reflect.Constructor;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** How a test runs. */
record TestSettings(
        TestServer server,
        Delivery delivery,
        boolean declaredKeysOnly,
        TestCodecs codecs,
        Optional<ScriptCoverage> coverage) {

    /** Those of an extension that nothing configures. */
    static final TestSettings DEFAULT = new TestSettings(
            TestServer.configured(), Delivery.AT_LEAST_ONCE, false, new TestCodecs.OfClassPath(), Optional.empty());

    /** Those of the closest annotation: on the method, the class, or a class around it. */
    static TestSettings of(ExtensionContext context) {
        Optional<MoonletTest> annotation = Optional.empty();
        for (Optional<ExtensionContext> at = Optional.of(context); annotation.isEmpty() && at.isPresent(); ) {
            annotation = AnnotationSupport.findAnnotation(at.get().getElement(), MoonletTest.class);
            at = at.get().getParent();
        }
        return annotation.map(TestSettings::of).orElse(DEFAULT);
    }

    /** These, with the coverage that the run is configured with, unless they have their own. */
    TestSettings configuredBy(ExtensionContext context) {
        return coverage.isPresent()
                ? this
                : new TestSettings(
                        server,
                        delivery,
                        declaredKeysOnly,
                        codecs,
                        ScriptCoverage.configured(context.getConfigurationParameter(ScriptCoverage.PROPERTY)));
    }

    private static TestSettings of(MoonletTest annotation) {
        return new TestSettings(
                TestServer.configured(),
                annotation.delivery(),
                annotation.declaredKeysOnly(),
                newCodecs(annotation.codecs()),
                Optional.empty());
    }

    private static TestCodecs newCodecs(Class<? extends TestCodecs> type) {
        try {
            Constructor<? extends TestCodecs> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new ExtensionConfigurationException(
                    "the codecs " + type.getName() + " of @MoonletTest need a constructor without parameters", e);
        }
    }
}
