package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Reads the timeouts of methods. */
final class TimeoutReader {

    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,15})(ms|s|m|h)");

    /** The timeout of a method in milliseconds: its own, or that of its interface; 0 if there is none. */
    int of(TypeElement type, ExecutableElement method, Set<Problem> problems) {
        Optional<Element> annotated = Stream.of(method, type, method.getEnclosingElement())
                .filter(Annotations.READ_TIMEOUT::isOn)
                .findFirst();
        if (annotated.isEmpty()) {
            return 0;
        }
        String text =
                Annotations.READ_TIMEOUT.valueOn(annotated.get()).orElse("").strip();
        Optional<Duration> timeout = parse(text);
        Optional<String> mistake = timeout.map(TimeoutReader::mistake)
                .orElse(Optional.of("is not a time"))
                .map(fault -> "timeout \"" + text + "\" " + fault);
        mistake.ifPresent(message -> problems.add(problem(type, annotated.get(), message)));
        return mistake.isPresent()
                ? 0
                : timeout.map(Duration::toMillis).orElse(0L).intValue();
    }

    private static Problem problem(TypeElement type, Element annotated, String message) {
        Diagnostic diagnostic = Diagnostic.error("bad-timeout", message)
                .note("write a whole number and its unit, such as 500ms, 2s, 1m or 1h, or an ISO 8601 duration,"
                        + " such as PT0.5S");
        boolean here = annotated.equals(type) || type.equals(annotated.getEnclosingElement());
        return here
                ? new Problem(annotated, Annotations.READ_TIMEOUT.on(annotated), diagnostic)
                : new Problem(
                        type,
                        Annotations.LUA_SCRIPT.on(type),
                        diagnostic.note("for the inherited @ReadTimeout of " + annotated));
    }

    private static Optional<Duration> parse(String text) {
        Matcher simple = SIMPLE.matcher(text);
        try {
            return simple.matches()
                    ? Optional.of(duration(Long.parseLong(simple.group(1)), simple.group(2)))
                    : Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** What is wrong with a time; empty if nothing is. */
    private static Optional<String> mistake(Duration timeout) {
        if (timeout.compareTo(Duration.ofMillis(1)) < 0) {
            return Optional.of("is less than a millisecond");
        }
        return timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0
                ? Optional.of("is more than 24 days")
                : Optional.empty();
    }
}
