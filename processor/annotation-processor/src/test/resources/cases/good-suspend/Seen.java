package app;

import kotlin.Metadata;

@Metadata(d2 = {"Lapp/Seen;", "", "visits", "", "isNew", "", "component1", "component2", "copy", "my-service"})
public final class Seen {
    private final long visits;
    private final boolean isNew;

    public Seen(long visits, boolean isNew) {
        this.visits = visits;
        this.isNew = isNew;
    }

    public long getVisits() {
        return visits;
    }

    public boolean isNew() {
        return isNew;
    }

    public long component1() {
        return visits;
    }

    public boolean component2() {
        return isNew;
    }
}
