package app;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

@LuaScript("/jobs")
public interface Api {
    @LuaScript("jobs/push.lua")
    void anything();

    void moveToActive();

    void popAll();

    CompletionStage<Void> popAllAsync();

    @LuaScript("other")
    void nowhere();
}
