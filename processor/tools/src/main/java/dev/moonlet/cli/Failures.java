package dev.moonlet.cli;

import dev.moonlet.loader.ScriptLoadException;
import dev.moonlet.source.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the command line prints of a failure, and the exit status that belongs to it. */
final class Failures {

    private Failures() {}

    /** What is wrong with the command line itself. What is not expected is not repeated: it may be a password. */
    static int ofArguments(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            err.println(Printable.line(unexpected(unmatched.getUnmatched(), List.of(arguments))));
        } else {
            err.println(Printable.text(
                    Redaction.of(Redaction.ofArguments(String.valueOf(failure.getMessage()), arguments))));
        }
        err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE;
    }

    private static String unexpected(List<String> unmatched, List<String> arguments) {
        Optional<String> option = unmatched.stream()
                .filter(argument -> argument.startsWith("-") && argument.length() > 1)
                .findFirst();
        if (option.isEmpty()) {
            return "argument " + (arguments.lastIndexOf(unmatched.get(0)) + 1) + " of " + arguments.size()
                    + " is not expected";
        }
        String given = option.get();
        String name = given.startsWith("--") ? given.split("[=:]", 2)[0] : given.substring(0, 2);
        String hint = "; a password is taken from the environment variable REDISCLI_AUTH, or with --password-stdin";
        return "there is no option " + name + (Redaction.isPasswordOption(given) ? hint : "");
    }

    /** What a command failed with. */
    static int of(Throwable failure, PrintWriter err, String[] arguments, boolean stackTrace) {
        String message = Redaction.ofArguments(String.valueOf(failure.getMessage()), arguments);
        if (failure instanceof ScriptLoadException || failure instanceof FailureException) {
            err.println(Printable.text(message));
            return ExitStatus.FAILED;
        }
        if (failure instanceof UsageException) {
            err.println(Printable.text(message));
            return ExitStatus.USAGE;
        }
        if (failure instanceof InvalidPathException path) {
            err.println(Printable.line(Redaction.ofArguments(
                    "\"" + path.getInput() + "\" is not a path: " + path.getReason(), arguments)));
            return ExitStatus.USAGE;
        }
        if (failure instanceof UncheckedIOException unchecked
                && unchecked.getCause() instanceof FileSystemException file) {
            err.println(Printable.line(file.getFile() + " can't be read: " + reason(file)));
            return ExitStatus.USAGE;
        }
        return fault(failure, err, arguments, stackTrace);
    }

    /** The last resort: a fault of Moonlet's own. */
    static int fault(Throwable failure, PrintWriter err, String[] arguments, boolean stackTrace) {
        Throwable cause = failure instanceof CommandLine.ExecutionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        String said = Redaction.of(Redaction.ofArguments(cause.toString(), arguments));
        err.println(Printable.line("moonlet has a fault, please report it (--stacktrace shows more): " + said));
        if (stackTrace) {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            err.println(Printable.text(Redaction.of(Redaction.ofArguments(trace.toString(), arguments))));
        }
        return ExitStatus.FAULT;
    }

    /** Why a file can't be read or written, in words: the message of a file system's exception is often the path alone. */
    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
