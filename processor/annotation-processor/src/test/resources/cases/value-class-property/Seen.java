package app;

import kotlin.Metadata;

@Metadata(
        d2 = {
            "Lapp/Seen;", "", "visits", "", "page", "Lapp/Page;", "<init>", "getVisits", "()J", "getPage-pqrXMxo",
            "component1", "component2", "component2-pqrXMxo", "copy", "copy-d1HaPfY", "main"
        })
public final class Seen {
    private Seen(long visits, String page) {}

    public long getVisits() {
        return 0;
    }

    public long component1() {
        return 0;
    }
}
