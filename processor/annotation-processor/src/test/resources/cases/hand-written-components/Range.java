package app;

import kotlin.Metadata;

@Metadata(d2 = {"Lapp/Range;", "", "a", "", "b", "component1", "component2", "main"})
public final class Range {
    private final String a;
    private final String b;

    public Range(String a, String b) {
        this.a = a;
        this.b = b;
    }

    public String component1() {
        return b;
    }

    public String component2() {
        return a;
    }
}
