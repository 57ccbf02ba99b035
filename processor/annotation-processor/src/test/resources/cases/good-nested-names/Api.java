package app;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

@LuaScript("main")
public interface Api {

    Reply main(String id);

    CompletionStage<Reply> mainAsync(String id);

    record Reply(java.lang.String status, ScriptCall call) {}

    record ScriptCall(String name, java.util.List<Objects> list) {}

    record Objects(java.time.Duration took) {}

    interface List {}

    interface Duration {}

    interface CompiledScript {}

    interface ScriptExecutor {}
}
