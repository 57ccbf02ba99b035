package dev.moonlet.test.internal.server;

import org.jspecify.annotations.Nullable;

/** Tests can't run on a server. The message names the remedy. */
public final class ServerProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServerProblem(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
