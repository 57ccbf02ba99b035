package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotTagsTest {

    @Test
    void theTagOfASlotBelongsToIt() {
        Set<String> tags = new HashSet<>();
        for (int slot = 0; slot < SlotHash.SLOT_COUNT; slot++) {
            String tag = SlotTags.of(slot);
            assertThat(tag).matches("[0-9A-Za-z]{3}");
            assertThat(SlotHash.getSlot(tag)).as(tag).isEqualTo(slot);
            assertThat(SlotHash.getSlot("lock:{" + tag + "}:{x}")).as(tag).isEqualTo(slot);
            tags.add(tag);
        }
        assertThat(tags).hasSize(SlotHash.SLOT_COUNT);
    }

    /** Keys with these tags outlive a version. */
    @Test
    void theTagOfASlotNeverChanges() {
        int all = 17;
        for (int slot = 0; slot < SlotHash.SLOT_COUNT; slot++) {
            all = 31 * all + SlotTags.of(slot).hashCode();
        }
        assertThat(all).isEqualTo(-498_095_321);
        assertThat(SlotTags.of(0)).isEqualTo("06S");
        assertThat(SlotTags.of(16_383)).isEqualTo("6ZJ");
    }
}
