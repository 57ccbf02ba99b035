package app;

import dev.moonlet.LuaScript;

/** Generic methods that are not abstract are none of Moonlet's. */
@LuaScript("get")
public interface Api extends Base<String> {

    @Override
    default <T> T twice(T value) {
        return value;
    }

    static <T> T same(T value) {
        return value;
    }

    private <T> T hidden(T value) {
        return value;
    }
}
