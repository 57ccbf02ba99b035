package app;

import dev.moonlet.LuaScript;

/** Interfaces wherever they stand. */
public abstract class Api {

    @LuaScript("get")
    public interface Nested {
        String get(String key);
    }

    enum Kind {
        ONE;

        @LuaScript("get")
        interface InEnum {
            String get(String key);
        }
    }

    record Holder(String name) {

        @LuaScript("get")
        interface InRecord {
            String get(String key);
        }
    }
}
