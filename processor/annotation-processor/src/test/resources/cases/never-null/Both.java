package app;

import kotlin.Metadata;
import org.jetbrains.annotations.NotNull;

@Metadata(d2 = {"Lapp/Both;", "name", "visits", "component1", "component2", "copy", "user-service"})
public final class Both {
    private final String name;
    private final Long visits;

    public Both(@NotNull String name, Long visits) {
        this.name = name;
        this.visits = visits;
    }

    public String component1() {
        return name;
    }

    public Long component2() {
        return visits;
    }
}
