package dev.moonlet.examples.jobs;

import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The scripts of a job queue: each method runs the script of the same name in {@code src/main/lua/jobs}. */
@LuaScript("jobs")
interface JobScripts {

    boolean push(String ready, String payloads, String id, String payload);

    Optional<JobQueue.Job> reserve(
            String ready, String leased, String payloads, String tokens, String lastToken, Duration duration);

    boolean extend(String leased, String tokens, String id, long token, Duration duration);

    boolean acknowledge(String leased, String payloads, String tokens, String id, long token);

    boolean release(String ready, String leased, String tokens, String id, long token);

    List<String> requeueExpired(String ready, String leased, String tokens, int limit);

    JobQueue.Count count(String ready, String leased);
}
