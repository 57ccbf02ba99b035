package dev.moonlet.maven;

import java.util.Optional;
import java.util.regex.Pattern;

/** The failure of a build that can't reach a repository, which says nothing about Moonlet. */
final class DownloadFailure {

    /** What Maven and Quarkus report about an artifact when the connection fails. */
    private static final Pattern NOT_CONNECTED = Pattern.compile("(?i)Could not transfer artifact (?!dev\\.moonlet).*"
            + "(unknown host|UnknownHostException|Name or service not known|name resolution"
            + "|connection refused|connection reset|timed out|no route to host|network is unreachable)");

    private static final Pattern OFFLINE = Pattern.compile("Cannot access \\S+ \\(\\S+\\) in offline mode"
            + " and the artifact (?!dev\\.moonlet)\\S+ has not been downloaded");

    /** What Surefire and Failsafe print: all that the tests need is there. */
    private static final String TESTED = "Tests run:";

    private DownloadFailure() {}

    /** The line that reports it, if that is why a build failed before its tests. */
    static Optional<String> in(Maven.Outcome outcome) {
        return outcome.succeeded() || outcome.output().contains(TESTED)
                ? Optional.empty()
                : outcome.output()
                        .lines()
                        .filter(line -> NOT_CONNECTED.matcher(line).find()
                                || OFFLINE.matcher(line).find())
                        .map(String::strip)
                        .findFirst();
    }
}
