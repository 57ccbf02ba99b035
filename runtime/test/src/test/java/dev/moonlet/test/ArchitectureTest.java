package dev.moonlet.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(MoonletTest.class.getProtectionDomain().getCodeSource().getLocation());

    /** Coverage runs another text with the decoder of a call, for which the runtime has no API, and needs none otherwise. */
    @Test
    void theInternalsOfTheRuntimeAreNotUsed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.moonlet.test.internal.coverage")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.moonlet.internal..")
                .check(CLASSES);
    }

    @Test
    void theServersAndTheMonitorDoNotKnowTheExtension() {
        noClasses()
                .that()
                .resideInAPackage("dev.moonlet.test.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.moonlet.test")
                .check(CLASSES);
    }

    @Test
    void usersSeeNoInternals() {
        Pattern internal = Pattern.compile("dev\\.moonlet\\.test\\.internal");
        assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().equals("dev.moonlet.test"))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(type -> type.getMembers().stream())
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(member -> member.getAllInvolvedRawTypes().stream()
                                .anyMatch(
                                        type -> internal.matcher(type.getName()).find())))
                .isEmpty();
    }
}
