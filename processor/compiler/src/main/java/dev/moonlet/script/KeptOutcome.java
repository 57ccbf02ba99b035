package dev.moonlet.script;

/**
 * Where a script keeps the outcome of a request, so that a repeat of the request has it and does not run again: in a key that
 * belongs to the hash slot of the script's first key.
 *
 * @param request the name of the argument that is the request id
 * @param prefix what the name of the key begins with
 * @param seconds how long it is kept
 */
public record KeptOutcome(String request, String prefix, long seconds) {

    /** What the names of keys begin with unless the project says otherwise. */
    public static final String PREFIX = "moonlet:once";

    /** The name of the key, in which {@code tag} stands for the hash tag of the slot, and the argument for the request id. */
    public String key() {
        return prefix + ":{tag}:" + request;
    }

    /** The same, under another prefix. */
    public KeptOutcome under(String other) {
        return new KeptOutcome(request, other, seconds);
    }
}
