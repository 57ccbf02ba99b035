package dev.moonlet.recipes.cache;

import java.time.Duration;

/** Another caller was loading a value all the time that this one could wait for it. */
public final class LoadTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;

    LoadTimeoutException(String key, Duration waited) {
        super(key + " was not loaded by others within " + waited
                + ": its loaders failed or are too slow for the loading time");
        this.key = key;
    }

    /** The key of the entry. */
    public String key() {
        return key;
    }
}
