package dev.moonlet;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each package of the runtime may use, and what users see of it. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(
                    ScriptExecutor.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void theProtocolKnowsNoQueuesAndConnections() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.moonlet.internal.protocol..", "dev.moonlet.codegen..", "dev.moonlet.jackson..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.moonlet.internal.dispatch..")
                .check(CLASSES);
    }

    @Test
    void theInternalsUseNoCodecsOfLibraries() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.moonlet", "dev.moonlet.internal..", "dev.moonlet.codegen..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.moonlet.jackson..",
                        "dev.moonlet.micrometer..",
                        "com.fasterxml..",
                        "tools.jackson..",
                        "io.micrometer..")
                .check(CLASSES);
    }

    /** Of a dependency that may be missing, only the class that needs it knows. */
    @Test
    void noClassIsNamedByAString() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .check(CLASSES);
    }

    /** What a native image would need configuration for, as the page about them says. */
    @Test
    void noClassUsesReflectionProxiesOrResources() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        type(Method.class).or(type(Constructor.class)).or(type(Field.class)))
                .orShould()
                .dependOnClassesThat(type(ServiceLoader.class).or(type(ObjectInputStream.class)))
                .orShould()
                .callMethodWhere(target(nameMatching("newProxyInstance|getResource(AsStream)?|newInstance")))
                .check(CLASSES);
    }

    /** What is deployed is the same with and without it. */
    @Test
    void noClassNamesCoverage() {
        noClasses()
                .should()
                .haveNameMatching("(?i).*coverage.*")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("(?i).*coverage.*")
                .check(CLASSES);
    }

    @Test
    void usersSeeNeitherInternalsNorNetty() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.moonlet.internal..")
                .should(showNothingOf("dev.moonlet.internal", "io.netty"))
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> showNothingOf(String... packages) {
        return new ArchCondition<>("show nothing of " + List.of(packages)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isVisible(type.getModifiers())) {
                    return;
                }
                List<JavaType> shown = new ArrayList<>();
                type.getSuperclass().ifPresent(shown::add);
                shown.addAll(type.getInterfaces());
                for (JavaMember member : type.getMembers()) {
                    if (isVisible(member.getModifiers())) {
                        shown.addAll(member.getAllInvolvedRawTypes());
                        if (member instanceof JavaCodeUnit method) {
                            shown.addAll(method.getExceptionTypes());
                        }
                    }
                }
                for (JavaType seen : shown) {
                    for (JavaClass raw : seen.getAllInvolvedRawTypes()) {
                        for (String hidden : packages) {
                            if (raw.getPackageName().startsWith(hidden)) {
                                events.add(SimpleConditionEvent.violated(
                                        type, type.getName() + " shows " + raw.getName()));
                            }
                        }
                    }
                }
            }
        };
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
