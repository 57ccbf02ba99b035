package dev.moonlet;

import dev.moonlet.testing.ServerTags;
import org.junit.jupiter.api.Test;

class ServerTagsTest {

    @Test
    void testsThatUseNoServerAreTagged() {
        ServerTags.check();
    }
}
