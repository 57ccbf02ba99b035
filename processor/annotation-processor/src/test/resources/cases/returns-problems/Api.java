package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import dev.moonlet.Returns;
import java.time.Duration;
import java.util.Map;

@LuaScript("script")
public interface Api {
    @Returns("intger")
    long misspelt(@Key String key);

    @Returns("integer, the value")
    long more(@Key String key);

    @Returns("string[]")
    Map<String, String> mismatch(@Key String key);

    @Returns("string")
    @LuaScript("declared")
    long twice(@Key String key);

    Duration needsOne(@Key String key);

    @Returns(errors = {"-2", "1.5 Fraction", "-1 Fine"})
    long failures();

    @Returns(value = "boolean", errors = "1 Same")
    boolean same();
}
