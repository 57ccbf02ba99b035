package app;

import dev.moonlet.LuaScript;

@LuaScript("main")
public sealed interface Api {

    void main();

    final class One implements Api {
        @Override
        public void main() {}
    }
}
