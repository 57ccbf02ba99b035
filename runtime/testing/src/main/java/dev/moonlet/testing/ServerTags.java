package dev.moonlet.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import org.junit.jupiter.api.Tag;

/** The tag {@code any-server}, which integration tests have that use no server. */
public final class ServerTags {

    private ServerTags() {}

    /**
     * Checks that the integration tests of a module which use no server are tagged. Untagged, they would pass or fail the
     * same on every server, and only take time.
     */
    public static void check() {
        ArchConfiguration.withThreadLocalScope((ArchConfiguration configuration) -> {
            configuration.setResolveMissingDependenciesFromClassPath(false); // their names are enough
            checkTags();
        });
    }

    private static void checkTags() {
        classes()
                .that(simpleNameEndingWith("IT"))
                .and(not(annotatedWith(Tag.class)))
                .should(ArchConditions.dependOnClassesThat(simpleNameEndingWith("RedisProcess")
                        .or(simpleNameEndingWith("RedisExtension"))
                        .or(simpleNameEndingWith("RedisCluster"))
                        .or(simpleNameEndingWith("RedisCompiler"))))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages("dev.moonlet"));
    }
}
