package dev.moonlet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.moonlet.testing.ServerTags;
import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages depend one way, from checks down to plain files, and on nothing outside of the compiler. */
class ArchitectureTest {

    /** Each depends on itself and on those before it. */
    private static final List<String> LAYERS = List.of(
            "dev.moonlet.source",
            "dev.moonlet.diagnostic",
            "dev.moonlet.lua.ast",
            "dev.moonlet.lua.scope",
            "dev.moonlet.lua.limits",
            "dev.moonlet.lua",
            "dev.moonlet.redis",
            "dev.moonlet.script",
            "dev.moonlet.script.root",
            "dev.moonlet.script.directive",
            "dev.moonlet.script.file",
            "dev.moonlet.script.link",
            "dev.moonlet.analysis",
            "dev.moonlet.analysis.proposal",
            "dev.moonlet.check",
            "dev.moonlet.coverage");

    private static final JavaClasses COMPILER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .withImportOption(location -> location.contains("/compiler/target/"))
            .importPackages("dev.moonlet");

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
                .dependOnClassesThat(
                        resideInAnyPackage("dev.moonlet..").and(not(resideInAnyPackage(below.toArray(String[]::new)))))
                .check(COMPILER);
    }

    @Test
    void everyPackageIsALayer() {
        classes().should().resideInAnyPackage(LAYERS.toArray(String[]::new)).check(COMPILER);
    }

    /** It serves annotation processors, command lines and servers alike, so it depends on none of them. */
    @Test
    void theCompilerDependsOnTheJdkAlone() {
        noClasses()
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("java..", "org.jspecify..", "dev.moonlet..")))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.moonlet", // the runtime
                        "dev.moonlet.codegen..",
                        "dev.moonlet.loader..",
                        "dev.moonlet.cli..",
                        "dev.moonlet.processor..",
                        "javax.annotation.processing..",
                        "javax.lang.model..",
                        "javax.tools..",
                        "io.lettuce..",
                        "io.netty..",
                        "picocli..")
                .check(COMPILER);
    }

    @Test
    void theCompilerKnowsNoTerminal() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(COMPILER);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Console.class)
                .check(COMPILER);
    }

    @Test
    void testsThatUseNoServerAreTagged() {
        ServerTags.check();
    }
}
