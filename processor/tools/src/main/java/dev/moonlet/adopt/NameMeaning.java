package dev.moonlet.adopt;

import dev.moonlet.analysis.proposal.ProposedEntry;
import dev.moonlet.script.LuaType;
import java.util.regex.Pattern;

/** What the names of keys and arguments say about their types. Comments that were not kept up to date name the wrong entry. */
final class NameMeaning {

    private static final Pattern MILLISECONDS = Pattern.compile("(?i).*milli(?:second)?s");
    private static final Pattern SECONDS = Pattern.compile("(?i).*seconds");
    private static final Pattern NOT_A_TIME = Pattern.compile(".*(?:Token|_token|Id|_id|Name|_name)|token|id|name");

    /** Times to live; moments are often passed on as text. */
    private static final Pattern LIFETIME = Pattern.compile("(?i).*(?:duration|timeout|ttl|expir).*");

    private NameMeaning() {}

    /** Whether the name of an entry says that it is something else than what the script takes it for. */
    static boolean isContradicted(ProposedEntry entry) {
        boolean milliseconds = MILLISECONDS.matcher(entry.name()).matches();
        boolean seconds = !milliseconds && SECONDS.matcher(entry.name()).matches();
        if (!entry.named() || !(entry.type() instanceof LuaType.Scalar type)) {
            return false;
        }
        return switch (type) {
            case MILLISECONDS -> seconds || NOT_A_TIME.matcher(entry.name()).matches();
            case SECONDS -> milliseconds || NOT_A_TIME.matcher(entry.name()).matches();
            case STRING ->
                (milliseconds || seconds)
                        && LIFETIME.matcher(entry.name()).matches()
                        && entry.form() == ProposedEntry.Form.ONE;
            default -> false;
        };
    }
}
