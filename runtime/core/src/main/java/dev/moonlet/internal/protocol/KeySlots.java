package dev.moonlet.internal.protocol;

import dev.moonlet.CrossSlotException;
import io.lettuce.core.cluster.SlotHash;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The slots of the keys of a call, of which a cluster allows one. */
public final class KeySlots {

    private final EncodedCall<?> call;
    private int first = -1;
    private boolean several;

    public KeySlots(EncodedCall<?> call) {
        this.call = call;
        call.forEachKey((parameter, key) -> add(key));
    }

    private void add(ByteBuffer key) {
        int slot = SlotHash.getSlot(key);
        several |= first >= 0 && slot != first;
        first = first < 0 ? slot : first;
    }

    /**
     * The slot.
     *
     * @throws CrossSlotException if there are several
     */
    public int common() {
        if (several) {
            Map<String, Set<String>> slots = new LinkedHashMap<>();
            call.forEachKey((parameter, key) -> slots.computeIfAbsent(parameter, name -> new LinkedHashSet<>())
                    .add(String.valueOf(SlotHash.getSlot(key))));
            throw new CrossSlotException(
                    call.script().name(),
                    slots.entrySet().stream()
                            .map(entry -> entry.getKey() + " in " + String.join(", ", entry.getValue()))
                            .collect(Collectors.joining("; ")));
        }
        return first;
    }
}
