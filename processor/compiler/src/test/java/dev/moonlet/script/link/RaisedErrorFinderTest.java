package dev.moonlet.script.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RaisedErrorFinderTest {

    @Test
    void wordsCountWhereTheyAreWholeAndWhereServersPutThem() {
        assertThat(raised("return redis.error_reply('LOADING my data')")).containsExactly("LOADING");
        assertThat(raised("return redis.error_reply('-TRYAGAIN')")).containsExactly("TRYAGAIN");
        assertThat(raised("return { err = 'see NOSCRIPT' }")).containsExactly("NOSCRIPT");
        assertThat(raised("return 'LOADINGS', 'is LOADING', 'NOSCRIPTS', 'XNOSCRIPT', '_READONLY'"))
                .isEmpty();
        assertThat(raised("local NOSCRIPT = 1 -- LOADING\nreturn NOSCRIPT")).isEmpty();
    }

    private static List<String> raised(String text) {
        return new MemoryScripts().compile("script", text).raisedErrors();
    }
}
