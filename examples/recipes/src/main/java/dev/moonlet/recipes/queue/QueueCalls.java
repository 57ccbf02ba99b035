package dev.moonlet.recipes.queue;

import dev.moonlet.ValueCodec;
import dev.moonlet.recipes.queue.QueueScripts.TakenJob;
import java.util.List;

/** What the calls of one queue have in common. */
record QueueCalls<T>(QueueScripts scripts, String key, QueueSettings settings, ValueCodec<T, byte[]> codec) {

    List<LeasedJob<T>> leased(List<TakenJob> jobs) {
        return jobs.stream().map(job -> new LeasedJob<>(this, job)).toList();
    }
}
