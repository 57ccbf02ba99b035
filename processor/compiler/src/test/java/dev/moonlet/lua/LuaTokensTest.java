package dev.moonlet.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class LuaTokensTest {

    private static List<String> tokens(String text) {
        SourceFile file = new SourceFile("a.lua", "a.lua", text);
        return LuaTokens.of(file).stream()
                .map(token -> token.kind() + " " + file.text(token.span()))
                .toList();
    }

    @Test
    void tokensAreInTheOrderOfTheText() {
        assertThat(tokens("#!lua\nlocal x = 1.5 -- one\nif x then return \"a\" .. [[b\nc]] end --[[ d\n]] f()"))
                .containsExactly(
                        "KEYWORD local",
                        "NUMBER 1.5",
                        "COMMENT -- one",
                        "KEYWORD if",
                        "KEYWORD then",
                        "KEYWORD return",
                        "STRING \"a\"",
                        "STRING [[b\nc]]",
                        "KEYWORD end",
                        "COMMENT --[[ d\n]]");
    }

    @Test
    void whatIsNotLuaIsLeftOut() {
        assertThat(tokens("local ? 'unfinished\nreturn @ 1")).contains("KEYWORD local", "KEYWORD return", "NUMBER 1");
        assertThat(tokens("")).isEmpty();
        assertThat(tokens("--[[ unfinished")).hasSize(1);
    }
}
