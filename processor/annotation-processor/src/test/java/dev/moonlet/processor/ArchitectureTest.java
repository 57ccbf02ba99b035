package dev.moonlet.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.moonlet.testing.ServerTags;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages depend one way, and the compiler of scripts is below all of them. */
class ArchitectureTest {

    /** Each depends on itself and on those before it. */
    private static final List<String> LAYERS = List.of(
            "dev.moonlet.processor.model",
            "dev.moonlet.processor.validation",
            "dev.moonlet.processor.generation",
            "dev.moonlet.processor");

    private static final JavaClasses PROCESSOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("dev.moonlet.processor");

    static Stream<String> layers() {
        return LAYERS.stream();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void packagesDependOnThoseBeforeThem(String layer) {
        List<String> below = new ArrayList<>(LAYERS.subList(0, LAYERS.indexOf(layer) + 1));
        noClasses()
                .that()
                .resideInAPackage(layer)
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.moonlet.processor..")
                        .and(not(resideInAnyPackage(below.toArray(String[]::new)))))
                .check(PROCESSOR);
    }

    @Test
    void everyPackageIsALayer() {
        classes().should().resideInAnyPackage(LAYERS.toArray(String[]::new)).check(PROCESSOR);
    }

    /** On a module path, a processor has neither the runtime nor Lettuce. */
    @Test
    void theProcessorNamesTheRuntimeAndDoesNotLoadIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.moonlet", "dev.moonlet.codegen", "dev.moonlet.loader", "io.lettuce..")
                .check(PROCESSOR);
    }

    @Test
    void oneClassUsesTheMessager() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Reporter")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                assignableTo(Messager.class))))
                .check(PROCESSOR);
    }

    @Test
    void testsThatUseNoServerAreTagged() {
        ServerTags.check();
    }
}
