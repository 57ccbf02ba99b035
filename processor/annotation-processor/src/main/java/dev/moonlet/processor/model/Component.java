package dev.moonlet.processor.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
