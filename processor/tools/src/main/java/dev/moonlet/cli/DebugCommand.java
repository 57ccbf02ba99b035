package dev.moonlet.cli;

import dev.moonlet.script.Script;
import dev.moonlet.source.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet debug} */
@Command(
        name = "debug",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a script in the debugger of a server, line by line of its files.",
            "",
            "Keys and arguments are given as for moonlet run. Commands are read from standard input; help lists them. The server"
                    + " runs the script in a copy of itself, so that other clients go on, and what the script writes is gone"
                    + " when it ends; not with --sync. The exit status is 1 if the script fails or is aborted."
        })
final class DebugCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The script's name, or its file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    @Mixin
    private CallOptions arguments = new CallOptions();

    @Option(
            names = "--sync",
            description =
                    "The server itself runs the script: it serves no other client until the script ends, and keeps what"
                            + " the script writes. An encrypted connection needs that from Redis 7.0.3 on.")
    private boolean sync;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    DebugCommand() {}

    @Override
    public Integer call() {
        Script script = project.load(name, false);
        RecordingExecutor recorded = new RecordingExecutor();
        arguments.call(script).run(recorded);
        try (RespConnection server = connection.connectPlainly()) {
            try {
                return debug(script, recorded.eval(script.text()), server);
            } catch (FailureException e) {
                if (sync || !server.isEncrypted()) {
                    throw e;
                }
                throw new FailureException(e.getMessage()
                        + ". The copy of the server that runs a script can't use an encrypted connection from Redis 7.0.3 on:"
                        + " connect without TLS, or use --sync, with which the server serves no other client meanwhile"
                        + " and keeps what the script writes");
            }
        }
    }

    private int debug(Script script, List<ByteBuffer> eval, RespConnection server) {
        DebugSession session = new DebugSession(script, server);
        print(new DebugLines(script).translated(session.start(eval, sync)));
        DebugPrompt prompt = new DebugPrompt(script, session);
        BufferedReader in = new BufferedReader(new InputStreamReader(Moonlet.in(spec), StandardCharsets.UTF_8));
        while (!session.isEnded()) {
            String line = read(in);
            print(prompt.answer(line == null ? "abort" : line));
        }
        return end(script, session);
    }

    private @Nullable String read(BufferedReader in) {
        if (Terminal.isOutput()) {
            spec.commandLine().getOut().print("moonlet> ");
            spec.commandLine().getOut().flush();
        }
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UsageException("standard input can't be read: " + Failures.reason(e));
        }
    }

    private int end(Script script, DebugSession session) {
        if (session.result() instanceof RespConnection.Failure failure) {
            spec.commandLine().getErr().println(Printable.line(new DebugLines(script).error(failure.message())));
            return ExitStatus.FAILED;
        }
        spec.commandLine().getOut().println(Json.pretty(session.result()));
        return ExitStatus.OK;
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(line -> out.println(Printable.line(line)));
        out.flush();
    }
}
