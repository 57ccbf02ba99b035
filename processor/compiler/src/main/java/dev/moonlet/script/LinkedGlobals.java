package dev.moonlet.script;

/** The globals that the linker provides: they are linked where a script uses them. */
public final class LinkedGlobals {

    /** The function that gives a module. */
    public static final String REQUIRE = "require";

    /** The table through which scripts call each other. */
    public static final String CALL = "CALL";

    private LinkedGlobals() {}

    /** Whether a global is one of them. */
    public static boolean contains(String name) {
        return name.equals(REQUIRE) || name.equals(CALL);
    }
}
