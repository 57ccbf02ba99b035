package dev.moonlet;

import java.util.Locale;

/**
 * A script returned a value that it declares as a failure: {@code ---@error -2 MissingLock "the job is not locked"}. The script
 * has run, and what it wrote stays written.
 *
 * <pre>{@code
 * enum JobError { MISSING_KEY, MISSING_LOCK }
 *
 * try {
 *     jobs.finish(key, token);
 * } catch (ReturnedErrorException e) {
 *     switch (e.as(JobError.class)) {
 *         case MISSING_KEY -> log.info("removed meanwhile");
 *         case MISSING_LOCK -> log.warn("the lease ran out");
 *     }
 * }
 * }</pre>
 *
 * <p>{@link ReturnedErrors} has the compiler check that the enum has a constant for each error.
 *
 * @see ScriptErrorException what a script raises instead of returning it
 */
public final class ReturnedErrorException extends ScriptExecutionException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String name;
    private final String text;

    /**
     * An error.
     *
     * @param scriptName the name of the script
     * @param code the value that the script returned, as text; {@code nil} for nil
     * @param name its declared name
     * @param text its declared text; may be empty
     */
    public ReturnedErrorException(String scriptName, String code, String name, String text) {
        super(
                scriptName,
                "script %s returned %s: %s%s"
                        .formatted(scriptName, code, name, text.isEmpty() ? "" : " (" + text + ")"),
                null);
        this.code = code;
        this.name = name;
        this.text = text;
    }

    /** The value that the script returned, as text: {@code -2}; {@code nil} for nil. */
    public String code() {
        return code;
    }

    /** The declared name of the error: {@code MissingLock}. */
    public String name() {
        return name;
    }

    /** What the declaration says that it means; may be empty. */
    public String text() {
        return text;
    }

    /**
     * The constant of the error's name, whatever its letter case and underscores: {@code MISSING_LOCK} for {@code MissingLock}.
     *
     * @throws IllegalArgumentException if the enum has none
     */
    public <E extends Enum<E>> E as(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (normalized(constant.name()).equals(normalized(name))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "%s has no constant for the error %s of script %s".formatted(type.getName(), name, scriptName()));
    }

    private static String normalized(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
