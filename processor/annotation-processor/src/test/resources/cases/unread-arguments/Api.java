package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;

public final class Api {
    private Api() {}

    interface Limiter {
        boolean acquire(@Key String key, long permits, long burst);
    }

    @LuaScript("window")
    interface Window extends Limiter {}

    @LuaScript("plain")
    interface Plain extends Limiter {}

    @LuaScript("window")
    @SuppressWarnings("unknown-parameter")
    interface Silent extends Limiter {}

    @LuaScript("bucket")
    interface Bucket extends Limiter {}
}
