package dev.moonlet.cli;

import dev.moonlet.source.Printable;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URI of a server, as it was given. It may hold a password, so that no message repeats any part of it but hosts and
 * ports, and these only if it is well-formed.
 *
 * @see <a href="https://redis.github.io/lettuce/user-guide/connecting-redis/#uri-syntax">Lettuce: URI syntax</a>
 */
final class ServerUri {

    private static final String EXPECTED = "expected redis://[[user]:password@]host[:port][/database]";

    private static final Set<String> SOCKETS =
            Set.of(RedisURI.URI_SCHEME_REDIS_SOCKET, RedisURI.URI_SCHEME_REDIS_SOCKET_ALT);
    private static final Set<String> SENTINELS =
            Set.of(RedisURI.URI_SCHEME_REDIS_SENTINEL, RedisURI.URI_SCHEME_REDIS_SENTINEL_SECURE);
    private static final Set<String> SERVERS = Set.of(
            RedisURI.URI_SCHEME_REDIS,
            RedisURI.URI_SCHEME_REDIS_SECURE,
            RedisURI.URI_SCHEME_REDIS_SECURE_ALT,
            RedisURI.URI_SCHEME_REDIS_TLS_ALT);

    private static final Pattern PARTS = Pattern.compile("(?s)([^:]*)://([^/?#]*)(.*)");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^\\s:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final int LAST_PORT = 65_535;

    private final String scheme;
    private final String authority;
    private final String rest;

    private ServerUri(String scheme, String authority, String rest) {
        this.scheme = scheme;
        this.authority = authority;
        this.rest = rest;
    }

    /**
     * Reads a URI.
     *
     * @throws UsageException if it is none
     */
    static ServerUri parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw bad("it does not begin with redis://");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (!SERVERS.contains(scheme) && !SENTINELS.contains(scheme) && !SOCKETS.contains(scheme)) {
            throw bad("it does not begin with redis:// or rediss://");
        }
        if (parts.group(3).indexOf('@') >= 0 && !SOCKETS.contains(scheme)) {
            throw bad("in a password, write / as %2F, ? as %3F, # as %23 and @ as %40");
        }
        ServerUri uri = new ServerUri(scheme, parts.group(2), parts.group(3));
        if (SERVERS.contains(scheme)) {
            uri.hosts().forEach(host -> checkSyntax(uri.of(host)));
        } else {
            checkSyntax(text);
        }
        if (!SOCKETS.contains(scheme)) {
            uri.hosts().forEach(ServerUri::checkHost);
        }
        return uri;
    }

    private static void checkSyntax(String uri) {
        try {
            URI unused = new URI(uri);
        } catch (URISyntaxException e) {
            throw bad(e.getReason().toLowerCase(Locale.ROOT) + " at character " + (e.getIndex() + 1));
        }
    }

    /** The URI of one of the hosts. */
    private String of(String host) {
        return scheme + "://" + authority.substring(0, authority.lastIndexOf('@') + 1) + host + rest;
    }

    private static UsageException bad(String reason) {
        return new UsageException("--uri is not the URI of a Redis server: " + reason + "; " + EXPECTED);
    }

    /** The hosts with their ports, of which Sentinels and clusters may have several. */
    private List<String> hosts() {
        String hosts = authority.substring(authority.lastIndexOf('@') + 1);
        return List.of(hosts.split(",", -1));
    }

    private static void checkHost(String host) {
        Matcher matcher = HOST.matcher(host);
        if (host.isEmpty() || host.startsWith(":")) {
            throw bad("it has no host");
        }
        if (!matcher.matches() || (matcher.group(2) != null && port(matcher) > LAST_PORT)) {
            throw bad("a host and its port can't be read: a port is a number from 1 to " + LAST_PORT);
        }
    }

    private static int port(Matcher host) {
        return host.group(2) == null ? RedisURI.DEFAULT_REDIS_PORT : Integer.parseInt(host.group(2));
    }

    /** Whether it says who asks. */
    boolean hasCredentials() {
        return authority.indexOf('@') >= 0;
    }

    /** For one server, of which Sentinels may know where it is. */
    RedisURI forServer() {
        if (hosts().size() > 1 && !SENTINELS.contains(scheme)) {
            throw bad("only with --cluster can it have several hosts");
        }
        RedisURI uri = read(scheme + "://" + authority + rest);
        if (SERVERS.contains(scheme)) {
            setHost(uri, hosts().get(0));
        }
        return uri;
    }

    /** For a cluster. */
    List<RedisURI> forCluster() {
        if (!SERVERS.contains(scheme)) {
            throw bad("with --cluster it begins with redis:// or rediss://");
        }
        List<RedisURI> uris = new ArrayList<>();
        for (String host : hosts()) {
            RedisURI uri = read(of(host));
            setHost(uri, host);
            uris.add(uri);
        }
        if (uris.get(0).getDatabase() != 0) {
            throw bad("a cluster has no database but 0");
        }
        return uris;
    }

    /** Sets host and port, which {@link URI} does not tell apart if the host has an underscore or there are several. */
    private static void setHost(RedisURI uri, String host) {
        Matcher matcher = HOST.matcher(host);
        if (matcher.matches()) {
            String name = matcher.group(1);
            uri.setHost(name.startsWith("[") ? name.substring(1, name.length() - 1) : name);
            uri.setPort(port(matcher));
        }
    }

    private static RedisURI read(String uri) {
        try {
            return RedisURI.create(uri);
        } catch (RuntimeException e) {
            // what it says repeats parts of the URI
            throw bad("its path, its parameters or the name behind # can't be read");
        }
    }

    /** Where it leads, for messages. */
    String describe() {
        return SOCKETS.contains(scheme) ? "the socket" : Printable.line(String.join(", ", hosts()));
    }
}
