package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

class Api {

    @LuaScript("jobs")
    interface Jobs {
        void push(String queue, String payload);

        Optional<Job> reserve(@Key("queue") String from, @Arg("worker_id") String call);

        CompletionStage<List<Job>> listAllAsync(String queue);

        @LuaScript("jobs/list_all")
        CompletableFuture<List<Job>> everything(String queue);

        @LuaScript("stats")
        Long size(String queue);

        default String name() {
            return "jobs";
        }

        static int version() {
            return 1;
        }
    }

    record Job(int attempt, String id) {}
}
