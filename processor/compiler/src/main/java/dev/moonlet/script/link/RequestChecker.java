package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.redis.ScriptFlags;
import dev.moonlet.script.ScriptSignature;

/** What the id of a request asks of the rest of a signature: a key, whose slot the outcome is kept in, and that the script may write. */
final class RequestChecker {

    private RequestChecker() {}

    static void check(ScriptSignature signature, Diagnostics diagnostics) {
        signature.request().ifPresent(request -> {
            if (signature.keys().isEmpty()) {
                diagnostics.add(error(
                                "once-without-key",
                                "the outcome of a request is kept beside a key of the script, which has none",
                                request.place())
                        .hint("declare ---@key name for what the request changes"));
            }
            if (signature.flags().contains(ScriptFlags.NO_WRITES)) {
                diagnostics.add(error(
                                "once-no-writes",
                                "the script says no-writes, and the outcome of a request is written",
                                request.place())
                        .hint("remove @once: a script that only reads can be repeated"));
            }
            signature
                    .position()
                    .ifPresent(position -> diagnostics.add(error(
                                    "bad-directive",
                                    "a script that goes on slice by slice has many outcomes, and no request id",
                                    request.place())
                            .related(position.place().file(), position.place().span(), "the position of a slice")
                            .hint("remove @once: a slice that is repeated begins at its own position")));
        });
    }

    /** Reports the request id of a script that another one calls: the caller of that one repeats both together. */
    static void checkCalled(Linkage linkage, Diagnostics diagnostics) {
        for (Unit called : linkage.scripts().values()) {
            called.signature()
                    .request()
                    .ifPresent(request -> diagnostics.add(error(
                                    "bad-directive",
                                    "script \"" + called.name() + "\" keeps the outcomes of requests, so script \""
                                            + linkage.main().name() + "\" can't call it",
                                    request.place())
                            .hint("move what both need to a script without @once, or to a file that both include")));
        }
    }

    private static Diagnostic error(String code, String message, Label place) {
        return Diagnostic.error(code, message, place.file(), place.span());
    }
}
