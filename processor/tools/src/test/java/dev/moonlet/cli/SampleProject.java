package dev.moonlet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A project with scripts of every kind that the catalog shows.
 *
 * @param directory the directory of the scripts
 */
record SampleProject(Path directory) {

    static SampleProject in(Path directory) throws IOException {
        SampleProject project = new SampleProject(directory.resolve("lua"));
        project.write("lib/queues.lua", """
                local function push(queue, job)
                  return redis.call('RPUSH', queue, job)
                end
                """);
        project.write("jobs/push.lua", """
                -- Appends a job to a queue. Workers take it from there.
                ---@include "/lib/queues"
                ---@key queue the list of `waiting` jobs
                ---@key count = queue .. ":count"
                ---@arg job string
                ---@arg priority integer = 5
                ---@return { length: integer, at: milliseconds }
                ---@error -1 Full "the queue is full"
                redis.call('INCR', count)
                redis.call('SETEX', queue .. ':last', 60, job)
                redis.call('SADD', 'queues', queue)
                return { length = push(queue, job) + priority, at = 0 }
                """);
        project.write("jobs/size.lua", """
                -- Counts the jobs of a queue.
                ---@key queue
                ---@return integer
                return redis.call('LLEN', queue)
                """);
        project.write("plain.lua", "return redis.call('GET', KEYS[1])\n");
        return project;
    }

    void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    CommandRun moonlet(String... arguments) {
        return moonletWithInput("", arguments);
    }

    CommandRun moonletWithInput(String input, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--path", directory.toString()));
        return CommandRun.withInput(input.getBytes(StandardCharsets.UTF_8), Map.of(), all.toArray(String[]::new));
    }
}
