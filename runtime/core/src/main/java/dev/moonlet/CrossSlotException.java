package dev.moonlet;

/**
 * The keys of a call belong to different slots of a cluster, so no server can run it. Nothing was sent. Keys that are used
 * together share a hash tag, the part in braces: {@code {user:1}:cart} and {@code {user:1}:orders}.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags">Hash tags</a>
 */
public final class CrossSlotException extends ScriptExecutionException {

    private static final long serialVersionUID = 1L;

    /**
     * A call with keys of several slots.
     *
     * @param slots the parameters and their slots, for the message: {@code from in 866; to in 13015}
     */
    public CrossSlotException(String scriptName, String slots) {
        super(
                scriptName,
                "script %s: its keys belong to different slots of the cluster: %s; give them a common hash tag"
                        .formatted(scriptName, slots),
                null);
    }
}
