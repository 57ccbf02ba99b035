package dev.moonlet.recipes.internal;

import java.util.Objects;

/**
 * The name of one lock, stock or queue. All its keys share the hash tag that is the name, so that a cluster keeps them on one
 * server.
 */
public record ObjectName(String kind, String name) {

    /**
     * Checks a name.
     *
     * @param kind what is named: the first part of the keys
     * @throws IllegalArgumentException if the name is empty or has braces, which would end the hash tag early
     */
    public ObjectName {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of a " + kind + " is empty: give each " + kind + " a name");
        }
        if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
            throw new IllegalArgumentException("the name of a " + kind + " has braces: \"" + name
                    + "\"; it becomes a hash tag, {" + name.replaceAll("[{}]", "") + "}, so leave them out");
        }
    }

    /** The key that the others of the object begin with. */
    public String key() {
        return kind + ":{" + name + "}";
    }

    /** Another key, or a channel. */
    public String key(String part) {
        return key() + ":" + part;
    }
}
