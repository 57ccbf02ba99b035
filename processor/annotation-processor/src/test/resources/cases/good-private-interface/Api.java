package app;

import dev.moonlet.LuaScript;

/** As little visible as can be. */
final class Api {

    @LuaScript("get")
    interface Nested {
        String get(String key);
    }

    static class Inner {

        @LuaScript("get")
        protected interface Deeper {
            String get(String key);

            private String hidden() {
                return "";
            }
        }

        private Inner() {}
    }
}
