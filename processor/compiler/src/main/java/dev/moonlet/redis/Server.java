package dev.moonlet.redis;

import java.util.Comparator;
import java.util.Locale;

/**
 * A version of a server.
 *
 * @param product what it is
 * @param major the first number of the version
 * @param minor the second number of the version
 */
record Server(Product product, int major, int minor) implements Comparable<Server> {

    private static final Comparator<Server> ORDER = Comparator.comparing(Server::product)
            .thenComparingInt(Server::major)
            .thenComparingInt(Server::minor);

    /** What a server is. */
    enum Product {
        /** Redis. */
        REDIS,
        /** Valkey, which began as Redis 7.2. */
        VALKEY
    }

    /** A server as the tables name it, for example {@code redis-7.0}. */
    static Server parse(String name) {
        String[] parts = name.split("[-.]", -1);
        return new Server(
                Product.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]));
    }

    /** The version, for example {@code 7.0}. */
    String version() {
        return major + "." + minor;
    }

    /** As people write it, for example {@code Redis 7.0}. */
    String title() {
        return (product == Product.REDIS ? "Redis " : "Valkey ") + version();
    }

    /** As the tables name it. */
    @Override
    public String toString() {
        return product.name().toLowerCase(Locale.ROOT) + "-" + version();
    }

    /** By product, then by version. */
    @Override
    public int compareTo(Server other) {
        return ORDER.compare(this, other);
    }
}
