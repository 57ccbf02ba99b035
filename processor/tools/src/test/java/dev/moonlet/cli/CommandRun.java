package dev.moonlet.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A command that has run in this process.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it printed of failures
 */
record CommandRun(int status, String out, String err) {

    static CommandRun of(String... arguments) {
        return withInput(new byte[0], Map.of(), arguments);
    }

    static CommandRun withInput(byte[] input, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                Moonlet.run(Moonlet.commandLine(new ByteArrayInputStream(input), environment), out, err, arguments);
        return new CommandRun(status, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
