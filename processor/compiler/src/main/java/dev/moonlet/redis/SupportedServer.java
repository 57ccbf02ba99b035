package dev.moonlet.redis;

import dev.moonlet.redis.Server.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The oldest version of a server that a project supports: it also supports all newer ones.
 *
 * @param oldest the version; the tables may not have this very one
 */
public record SupportedServer(Server oldest) {

    private static final Pattern NAME =
            Pattern.compile("(?:(redis|valkey)\\s+)?(\\d{1,3})\\.(\\d{1,3})(?:\\.\\d+)?", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a list such as {@code 6.2, valkey 7.2}.
     *
     * @return empty if it is none
     */
    public static Optional<List<SupportedServer>> parse(String text) {
        List<SupportedServer> servers = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            Matcher matcher = NAME.matcher(name.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Product product = matcher.group(1) == null
                    ? Product.REDIS
                    : Product.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
            servers.add(new SupportedServer(
                    new Server(product, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)))));
        }
        return Optional.of(servers);
    }

    /** Whether a version is later than this one, so that what it added is not there yet. */
    boolean isOlderThan(String version) {
        String[] parts = version.split("\\.", -1);
        int major = Integer.parseInt(parts[0]);
        int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        return major > oldest.major() || (major == oldest.major() && minor > oldest.minor());
    }

    /** For example {@code Redis 6.2}. */
    @Override
    public String toString() {
        return oldest.title();
    }
}
