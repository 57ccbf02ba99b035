package dev.moonlet.cli;

import dev.moonlet.script.Declaration;
import dev.moonlet.script.KeptOutcome;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptAccess;
import dev.moonlet.source.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code moonlet list} */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists scripts: their names, digests, keys, arguments and files.",
            "",
            "A file that others include or require is a part of them, and not listed by itself. A file that only defines"
                    + " functions is listed where it is named. A script that does not compile is reported instead, and the"
                    + " exit status is 1."
        })
final class ListCommand implements Callable<Integer> {

    /** How scripts are written. */
    enum Format {
        /** For people. */
        TEXT,
        /** A JSON array of objects. */
        JSON
    }

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Names of scripts or folders; all scripts of the project if none is given.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "text or json; text if not given.")
    private Format format = Format.TEXT;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ListCommand() {}

    @Override
    public Integer call() {
        CompiledScripts compiled = CompiledScripts.of(project.all(false), names);
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> compiled.scripts().forEach(script -> print(out, script));
            case JSON ->
                out.println(Json.pretty(
                        compiled.scripts().stream().map(ListCommand::object).toList()));
        }
        return compiled.report(spec.commandLine().getErr());
    }

    private static void print(PrintWriter out, CompiledScripts.Compiled compiled) {
        Script script = compiled.script();
        out.println(Printable.line(script.name()));
        out.println("  digest     " + script.digest());
        printAll(out, "  keys       ", script.signature().keys());
        printAll(out, "  arguments  ", script.signature().arguments());
        ScriptAccess access = script.access();
        printNames(out, "  commands   ", access.commands());
        printNames(out, "  reads      ", keys(access, ScriptAccess.Key::read));
        printNames(out, "  writes     ", keys(access, ScriptAccess.Key::written));
        script.signature()
                .kept()
                .ifPresent(kept ->
                        out.println("  keeps      " + Printable.line(kept.key()) + " for " + kept.seconds() + " s"));
        out.println("  file       " + Printable.line(compiled.path()));
    }

    private static void printAll(PrintWriter out, String title, List<Declaration> declarations) {
        if (!declarations.isEmpty()) {
            out.println(declarations.stream()
                    .map(declaration -> Printable.line(notation(declaration)))
                    .collect(Collectors.joining(", ", title, "")));
        }
    }

    private static void printNames(PrintWriter out, String title, List<String> names) {
        if (!names.isEmpty()) {
            out.println(names.stream().map(Printable::line).collect(Collectors.joining(", ", title, "")));
        }
    }

    /** Keys with a certain use, in words: {@code bucket}, {@code "total"}, and {@code bucket…} for what is built from it. */
    private static List<String> keys(ScriptAccess access, Predicate<ScriptAccess.Key> use) {
        return access.keys().stream()
                .filter(use)
                .map(key -> switch (key.kind()) {
                    case DECLARED -> key.name();
                    case DERIVED -> key.name() + "...";
                    case UNDECLARED -> key.name().isEmpty() ? "?" : "\"" + key.name() + "\"";
                    case UNKNOWN -> "?";
                })
                .distinct()
                .toList();
    }

    /** A declaration as the script would write it. */
    private static String notation(Declaration declaration) {
        String defaultValue =
                declaration.defaultValue().map(value -> " = " + value).orElse("");
        if (declaration.kind() == Declaration.Kind.KEY) {
            String optional = declaration.isOptional() ? "?" : "";
            String computed = declaration
                    .expression()
                    .map(expression -> " = " + expression.text())
                    .orElse(defaultValue);
            return declaration.name() + (declaration.rest() ? "..." : optional) + computed;
        }
        if (declaration.kind() == Declaration.Kind.SHARD) {
            return declaration.name() + " shard";
        }
        if (declaration.kind() == Declaration.Kind.REQUEST) {
            return declaration.name() + " once";
        }
        return declaration.name() + " " + declaration.notation() + defaultValue;
    }

    private static Map<String, Object> object(CompiledScripts.Compiled compiled) {
        Script script = compiled.script();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", script.name());
        object.put("digest", script.digest());
        object.put("keys", declarations(script.signature().keys()));
        object.put("arguments", declarations(script.signature().arguments()));
        script.signature()
                .result()
                .ifPresent(result -> object.put("result", result.type().notation()));
        if (!script.signature().errors().isEmpty()) {
            object.put("errors", errors(script.signature().errors()));
        }
        object.put("readOnly", script.readOnly());
        object.put("access", access(script.access()));
        script.signature().kept().ifPresent(kept -> object.put("keeps", object(kept)));
        object.put("file", compiled.path());
        return object;
    }

    private static Map<String, Object> object(KeptOutcome kept) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", kept.key());
        object.put("seconds", kept.seconds());
        return object;
    }

    private static List<Map<String, Object>> errors(List<ReturnedError> errors) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (ReturnedError error : errors) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("code", error.code());
            object.put("name", error.name());
            object.put("text", error.text());
            objects.add(object);
        }
        return objects;
    }

    private static Map<String, Object> access(ScriptAccess access) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("commands", access.commands());
        object.put(
                "keys",
                access.keys().stream()
                        .map(key -> {
                            Map<String, Object> use = new LinkedHashMap<>();
                            use.put("kind", key.kind().name().toLowerCase(Locale.ROOT));
                            use.put("name", key.name());
                            use.put("read", key.read());
                            use.put("written", key.written());
                            return use;
                        })
                        .toList());
        object.put("complete", access.complete());
        return object;
    }

    private static List<Map<String, Object>> declarations(List<Declaration> declarations) {
        return declarations.stream()
                .map(declaration -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    object.put("name", declaration.name());
                    object.put("type", declaration.notation());
                    object.put("optional", declaration.isOptional());
                    declaration.defaultValue().ifPresent(value -> object.put("default", value));
                    declaration.expression().ifPresent(expression -> object.put("expression", expression.text()));
                    if (declaration.kind() == Declaration.Kind.SHARD) {
                        object.put("shard", true);
                    } else if (declaration.kind() == Declaration.Kind.REQUEST) {
                        object.put("request", true);
                    }
                    return object;
                })
                .toList();
    }
}
