package dev.moonlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntryNamesTest {

    private static EntryNames names(EntryNames known, int keys, int rest) {
        EntryNames names = known;
        for (int i = 0; i < keys; i++) {
            names = names.withKey(i, "key");
        }
        names = names.withArgument(0, "first", true);
        for (int i = 1; i <= rest; i++) {
            names = names.withArgument(i, "rest", false);
        }
        return names;
    }

    @Test
    void callsShareThemWhateverTheLengthOfTheirLists() {
        EntryNames known = names(EntryNames.NONE, 1, 1);
        assertThat(names(known, 1, 1)).isSameAs(known);
        assertThat(names(known, 0, 0)).isSameAs(known);
        assertThat(names(known, 100, 100)).isSameAs(known);
        assertThat(known.key(99)).isEqualTo("key");
        assertThat(known.argument(0)).isEqualTo("first");
        assertThat(known.argument(99)).isEqualTo("rest");
        assertThat(known.isOptionalString(0)).isTrue();
        assertThat(known.isOptionalString(99)).isFalse();
        assertThat(known.isOptionalString(-1)).isFalse();
    }

    @Test
    void whatDiffersIsNew() {
        EntryNames known = names(EntryNames.NONE, 3, 3);
        EntryNames longer = known.withArgument(3, "last", true);
        assertThat(longer.argument(2)).isEqualTo("rest");
        assertThat(longer.argument(3)).isEqualTo("last");
        assertThat(longer.isOptionalString(2)).isFalse();
        assertThat(longer.isOptionalString(3)).isTrue();
        assertThat(known.argument(3)).isEqualTo("rest");
        EntryNames other = known.withKey(1, "other");
        assertThat(other.key(0)).isEqualTo("key");
        assertThat(other.key(1)).isEqualTo("other");
        assertThat(known.withArgument(0, "first", false)).isNotSameAs(known);
    }
}
