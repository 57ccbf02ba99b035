package dev.moonlet.processor.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What injects implementations.
 *
 * <p>Jakarta's bean is a {@code @Singleton} of {@code jakarta.inject}, or {@code @Dependent} where CDI is on the class
 * path, which discovers beans by its own annotations only, and whose other scopes need classes that are not final.
 */
public enum Component {
    /** Spring: a component, whose one constructor it calls. */
    SPRING,
    /** Containers of Jakarta Dependency Injection. */
    JAKARTA;

    /** The annotations of the constructor, of which the first that is there is taken. */
    public List<String> constructor() {
        return switch (this) {
            case SPRING -> List.of();
            case JAKARTA -> List.of("jakarta.inject.Inject");
        };
    }

    /** The annotations of the class, of which the first that is there is taken. */
    public List<String> type() {
        return switch (this) {
            case SPRING -> List.of("org.springframework.stereotype.Component");
            case JAKARTA -> List.of("jakarta.enterprise.context.Dependent", "jakarta.inject.Singleton");
        };
    }

    /** The annotations of an interface that its implementation has, too, because a container reads them from classes. */
    Set<String> passed() {
        return switch (this) {
            case SPRING ->
                Set.of(
                        "org.springframework.context.annotation.DependsOn",
                        "org.springframework.context.annotation.Fallback",
                        "org.springframework.context.annotation.Lazy",
                        "org.springframework.context.annotation.Primary",
                        "org.springframework.context.annotation.Scope",
                        "org.springframework.core.annotation.Order");
            case JAKARTA ->
                Set.of(
                        "jakarta.annotation.Priority",
                        "jakarta.enterprise.inject.Alternative",
                        "io.micronaut.context.annotation.Primary",
                        "io.micronaut.context.annotation.Requires",
                        "io.micronaut.context.annotation.Secondary",
                        "io.quarkus.arc.DefaultBean",
                        "io.quarkus.arc.profile.IfBuildProfile",
                        "io.quarkus.arc.profile.UnlessBuildProfile",
                        "io.quarkus.arc.properties.IfBuildProperty",
                        "io.quarkus.arc.properties.UnlessBuildProperty");
        };
    }

    /** The annotations that mark those which implementations have, too. */
    Set<String> passing() {
        return switch (this) {
            case SPRING -> Set.of("org.springframework.context.annotation.Conditional");
            case JAKARTA -> Set.of();
        };
    }

    /** The annotations that mark qualifiers, which say which of several executors is meant. */
    Set<String> qualifying() {
        return switch (this) {
            case SPRING -> Set.of("org.springframework.beans.factory.annotation.Qualifier", "jakarta.inject.Qualifier");
            case JAKARTA -> Set.of("jakarta.inject.Qualifier", "com.google.inject.BindingAnnotation");
        };
    }

    /** The component that an option names. */
    public static Optional<Component> of(String option) {
        return Arrays.stream(values())
                .filter(component -> component.option().equals(option))
                .findFirst();
    }

    /** The option that names it. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
