package dev.moonlet.cli;

import io.lettuce.core.RedisURI;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which server a command talks to, and as whom. */
final class ConnectionOptions {

    /** A year: more than anybody waits, and less than the clock of a connection can count. */
    private static final long LONGEST_TIMEOUT = 31_536_000;

    private static final int LONGEST_PASSWORD = 65_536;
    private static final String PASSWORD_VARIABLE = "REDISCLI_AUTH";

    @Option(
            names = {"-u", "--uri"},
            paramLabel = "URI",
            description =
                    "The server; redis://localhost if not given. rediss:// is TLS; with --cluster, several hosts can be"
                            + " given, separated by commas.")
    private String uri = "redis://localhost";

    @Option(
            names = "--cluster",
            description = "The server is one of a cluster: keys decide which of them runs a script, and redirects are"
                    + " followed.")
    private boolean cluster;

    @Option(names = "--user", paramLabel = "NAME", description = "The user, unless the URI names it.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-stdin",
            description =
                    "Reads the password from the first line of standard input. If it is neither given so nor in the"
                            + " URI, it is that of the environment variable " + PASSWORD_VARIABLE
                            + ", if there is one.")
    private boolean passwordFromInput;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait; 60 if not given.")
    private Optional<String> timeout = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    ConnectionOptions() {}

    /**
     * Connects.
     *
     * @throws UsageException if the options can't be used
     * @throws FailureException if the server can't be reached
     */
    Server connect() {
        ServerUri server = ServerUri.parse(uri);
        List<RedisURI> uris = uris(server);
        return cluster ? Server.cluster(uris, server.describe()) : Server.single(uris.get(0), server.describe());
    }

    /**
     * Connects without a client: for what clients can't do.
     *
     * @throws UsageException if the options can't be used, or name more than one server
     * @throws FailureException if the server can't be reached
     */
    RespConnection connectPlainly() {
        ServerUri server = ServerUri.parse(uri);
        RedisURI one = uris(server).get(0);
        if (cluster || one.getHost() == null) {
            throw new UsageException("this command takes the host and port of one server, without --cluster");
        }
        return RespConnection.open(one, server.describe());
    }

    private List<RedisURI> uris(ServerUri server) {
        Optional<Duration> wait = timeout.map(ConnectionOptions::seconds);
        List<RedisURI> uris = cluster ? server.forCluster() : List.of(server.forServer());
        Optional<char[]> password = password(server);
        for (RedisURI one : uris) {
            one.setTimeout(wait.orElseGet(() -> checked(one.getTimeout())));
            password.ifPresent(secret -> authenticate(one, secret));
        }
        return uris;
    }

    private static Duration seconds(String text) {
        boolean isNumber = text.matches("[-+]?[0-9.]{1,40}");
        try {
            long seconds = Long.parseLong(text);
            if (seconds >= 1 && seconds <= LONGEST_TIMEOUT) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            // the same message
        }
        throw new UsageException("--timeout" + (isNumber ? " " + text : "")
                + ": expected a whole number of seconds from 1 to " + LONGEST_TIMEOUT);
    }

    /** A timeout of the URI. */
    private static Duration checked(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.toSeconds() > LONGEST_TIMEOUT) {
            throw new UsageException("the timeout of --uri is out of range: expected up to " + LONGEST_TIMEOUT
                    + " seconds, more than 0");
        }
        return timeout;
    }

    private void authenticate(RedisURI server, char[] password) {
        if (user.isPresent()) {
            server.setAuthentication(user.get(), password);
        } else {
            server.setAuthentication(password);
        }
    }

    private Optional<char[]> password(ServerUri server) {
        if (server.hasCredentials() && (passwordFromInput || user.isPresent())) {
            throw new UsageException("the URI has a user or a password in it: give them there, or by options");
        }
        Optional<char[]> password = passwordFromInput
                ? Optional.of(firstLine(Moonlet.in(command)))
                : Optional.ofNullable(Moonlet.environment(command).get(PASSWORD_VARIABLE))
                        .filter(secret -> !secret.isEmpty() && !server.hasCredentials())
                        .map(String::toCharArray);
        if (user.isPresent() && password.isEmpty()) {
            throw new UsageException("--user needs a password, from the environment variable " + PASSWORD_VARIABLE
                    + " or with --password-stdin");
        }
        return password;
    }

    private static char[] firstLine(InputStream in) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
                if (line.size() > LONGEST_PASSWORD) {
                    throw new UsageException(
                            "the password on standard input is longer than " + LONGEST_PASSWORD + " bytes");
                }
            }
        } catch (IOException e) {
            throw new UsageException("standard input can't be read: " + Failures.reason(e));
        }
        String password = line.toString(StandardCharsets.UTF_8);
        String trimmed = password.endsWith("\r") ? password.substring(0, password.length() - 1) : password;
        if (trimmed.isEmpty()) {
            throw new UsageException("--password-stdin: there is no password on standard input");
        }
        return trimmed.toCharArray();
    }
}
