package dev.moonlet.lsp;

import dev.moonlet.lua.OpenCall;
import dev.moonlet.redis.CommandDescription;
import dev.moonlet.redis.CommandDescriptions;
import dev.moonlet.redis.CommandTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.jsonrpc.messages.Tuple;

/** Shows what a command takes while its arguments are written. */
final class Signatures {

    private static final Set<String> CALLS = Set.of("redis.call", "redis.pcall", "server.call", "server.pcall");

    /**
     * A command whose arguments are being written.
     *
     * @param description the command
     * @param words how many words come before its arguments: its name, and that of a subcommand
     */
    record Command(CommandDescription description, int words) {}

    private Signatures() {}

    /** Whether a function runs a command. */
    static boolean isCall(String callee) {
        return CALLS.contains(callee);
    }

    /** The command of an open call; empty if its name is not there yet, or not known. */
    static Optional<Command> command(OpenCall call) {
        if (!isCall(call.callee())
                || call.arguments().isEmpty()
                || call.arguments().get(0).isEmpty()) {
            return Optional.empty();
        }
        String name = call.arguments().get(0).get();
        boolean subcommand = !CommandTable.get().subcommands(name).isEmpty()
                && call.arguments().size() > 1
                && call.arguments().get(1).isPresent();
        return subcommand
                ? CommandDescriptions.get()
                        .of(name + " " + call.arguments().get(1).get())
                        .map(found -> new Command(found, 2))
                : CommandDescriptions.get().of(name).map(found -> new Command(found, 1));
    }

    static Optional<SignatureHelp> at(Document document, int offset) {
        return OpenCall.at(document.source(), offset).flatMap(call -> command(call)
                .map(command -> help(command.description(), call.arguments().size() - command.words())));
    }

    private static SignatureHelp help(CommandDescription command, int argument) {
        SignatureInformation signature = new SignatureInformation(command.usage());
        command.summary().ifPresent(signature::setDocumentation);
        int start = command.name().length() + 1;
        List<ParameterInformation> parameters = new java.util.ArrayList<>();
        for (String part : command.parts()) {
            ParameterInformation parameter = new ParameterInformation();
            parameter.setLabel(Tuple.two(start, start + part.length()));
            parameters.add(parameter);
            start += part.length() + 1;
        }
        signature.setParameters(parameters);
        return new SignatureHelp(List.of(signature), 0, Math.max(0, Math.min(argument, parameters.size() - 1)));
    }
}
