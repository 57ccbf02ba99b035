package dev.moonlet.internal.protocol;

import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A short text for each hash slot of a cluster, which belongs to that slot as a key and as a hash tag: {@code {0aG}:lock}. Keys
 * with such a tag outlive the application that has made them, so the tag of a slot is the same in all versions.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#key-distribution-model">Key
 *     distribution model</a>
 */
public final class SlotTags {

    /** Three of these are enough to reach all slots. */
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final int LENGTH = 3;

    /** The first text of each slot, as a number of that many digits. Found at first use. */
    private static final int[] FIRST = first();

    private SlotTags() {}

    /**
     * The tag of a slot: three letters and digits.
     *
     * @param slot from 0 to 16,383
     */
    public static String of(int slot) {
        return text(FIRST[slot]);
    }

    private static String text(int number) {
        int base = DIGITS.length();
        return "" + DIGITS.charAt(number / base / base) + DIGITS.charAt(number / base % base)
                + DIGITS.charAt(number % base);
    }

    /** The checksum of texts of one length is linear: that of a text is the exclusive or of those of its characters. */
    private static int[] first() {
        int base = DIGITS.length();
        int[][] slots = new int[LENGTH][base];
        for (int place = 0; place < LENGTH; place++) {
            for (int digit = 0; digit < base; digit++) {
                byte[] alone = new byte[LENGTH];
                alone[place] = DIGITS.substring(digit, digit + 1).getBytes(StandardCharsets.US_ASCII)[0];
                slots[place][digit] = SlotHash.getSlot(alone);
            }
        }
        int[] first = new int[SlotHash.SLOT_COUNT];
        Arrays.fill(first, -1);
        int found = 0;
        for (int number = 0; found < first.length; number++) {
            int slot = slots[0][number / base / base] ^ slots[1][number / base % base] ^ slots[2][number % base];
            if (first[slot] < 0) {
                first[slot] = number;
                found++;
            }
        }
        return first;
    }
}
