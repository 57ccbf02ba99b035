package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.codegen.LuaLibrary;
import dev.moonlet.script.link.JsonLibrary;
import dev.moonlet.script.link.RequestLibrary;
import org.junit.jupiter.api.Test;

/** The compiler computes digests with the texts that generated classes take from the runtime. */
class LuaLibraryTest {

    @Test
    void theCompilerAndTheRuntimeHaveTheSameText() {
        assertThat(LuaLibrary.json()).isEqualTo(JsonLibrary.text());
        assertThat(LuaLibrary.request()).isEqualTo(RequestLibrary.text());
    }
}
