package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.Comment;
import dev.moonlet.redis.Shebang;
import dev.moonlet.script.LibraryFunctionName;
import dev.moonlet.script.LinkOptions;
import dev.moonlet.script.Names;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.script.file.ScriptFiles;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Links a library of functions, and makes scripts of its functions. */
final class LibraryLinker {

    private static final String CODE = "function-library";
    private static final String NOT_FOUND = "function-not-found";
    /** @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#redis.register_function">the names of functions</a> */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

    private static final String NO_WRITES = "no-writes";

    private final ParsedFile file;
    private final LoadedScript library;
    private final Diagnostics diagnostics;
    private final RegisteredFunctions registered;

    private LibraryLinker(ParsedFile file, LoadedScript library, Diagnostics diagnostics) {
        this.file = file;
        this.library = library;
        this.diagnostics = diagnostics;
        this.registered = library.linked()
                .map(RegisteredFunctions::of)
                .orElse(new RegisteredFunctions(List.of(), List.of(), List.of()));
    }

    /**
     * A function, as a script.
     *
     * @param name its name, or one that is spelt as Java does
     * @param result what it returns, as is declared elsewhere
     */
    static LoadedScript link(
            ScriptFiles files,
            ParsedFile file,
            String name,
            ResultDeclaration result,
            LinkOptions options,
            Diagnostics diagnostics) {
        LoadedScript library = Linker.library(files, file, options, diagnostics);
        LibraryLinker linker = new LibraryLinker(file, library, diagnostics);
        return library.linked().isEmpty() ? library.unusable() : linker.function(name, result);
    }

    /** The library as a whole; empty if the file is a script. */
    static Optional<LoadedScript> link(
            ScriptFiles files, ParsedFile file, LinkOptions options, Diagnostics diagnostics) {
        if (file.library().isEmpty()) {
            diagnostics.add(Diagnostic.error(
                            CODE,
                            "\"" + file.name() + "\" is a script, not a function library",
                            file.file(),
                            new Span(0, file.file().lineEnd(1)))
                    .hint("a library begins with #!lua name=…"));
            return Optional.empty();
        }
        LoadedScript library = Linker.library(files, file, options, diagnostics);
        if (library.linked().isPresent()) {
            new LibraryLinker(file, library, diagnostics).checkFunctions();
        }
        return Optional.of(library);
    }

    private void checkFunctions() {
        reportTwice();
        reportNames();
        if (registered.functions().isEmpty() && registered.unclear().isEmpty()) {
            diagnostics.add(noFunctions());
        }
    }

    private Diagnostic noFunctions() {
        return Diagnostic.error(
                        CODE,
                        "the library \"" + file.name() + "\" registers no function",
                        file.file(),
                        new Span(0, file.file().lineEnd(1)))
                .hint("redis.register_function('name', function(keys, args) … end)");
    }

    private LoadedScript function(String name, ResultDeclaration result) {
        reportTwice();
        reportNames();
        Optional<RegisteredFunctions.Registered> found = find(name);
        if (found.isEmpty()) {
            diagnostics.add(notFound(name));
            return library.unusable();
        }
        RegisteredFunctions.Registered function = found.get();
        List<Directive> declared = FunctionDirectives.of(file, places(), function);
        ScriptSignature own = SignatureReader.ofFunction(file, declared, diagnostics);
        ScriptSignature signature = Linkage.returning(own, library.name() + "#" + function.name(), result, diagnostics);
        RawTypes.check(signature, diagnostics);
        checkFlags(function, declared);
        LibraryFunctionName names = new LibraryFunctionName(Shebang.libraryName(file.file()), function.name());
        return new LoadedScript(
                library.name() + "#" + function.name(),
                library.file(),
                signature,
                diagnostics.hasErrors()
                        ? Optional.empty()
                        : library.script()
                                .map(script -> script.function(
                                        names,
                                        signature,
                                        comment(function),
                                        function.flags().contains(NO_WRITES))),
                library.linked().map(chunk -> chunk.calling(List.of(function.callback()))),
                Optional.empty());
    }

    private LinkedPlaces places() {
        return library.linked().orElseThrow().places();
    }

    private Optional<RegisteredFunctions.Registered> find(String name) {
        Optional<RegisteredFunctions.Registered> exact = registered.functions().stream()
                .filter(function -> function.name().equals(name))
                .findFirst();
        return exact.or(() -> registered.functions().stream()
                .filter(function -> Names.normalized(function.name()).equals(Names.normalized(name)))
                .findFirst());
    }

    /** A function can be registered once; servers refuse the library otherwise. */
    private void reportTwice() {
        Map<String, RegisteredFunctions.Registered> first = new HashMap<>();
        for (RegisteredFunctions.Registered function : registered.functions()) {
            RegisteredFunctions.Registered earlier = first.putIfAbsent(function.name(), function);
            if (earlier != null) {
                Label place = places().source(function.call());
                Label before = places().source(earlier.call());
                diagnostics.add(Diagnostic.error(
                                CODE,
                                "function \"" + function.name() + "\" is registered twice",
                                place.file(),
                                place.span())
                        .related(before.file(), before.span(), "first registered here"));
            }
        }
    }

    private void reportNames() {
        for (RegisteredFunctions.Registered function : registered.functions()) {
            if (!NAME.matcher(function.name()).matches()) {
                diagnostics.add(report(
                                function.call(),
                                "function name \"" + function.name() + "\" has other characters than servers take")
                        .hint("names have letters, digits and _ alone"));
            }
        }
        for (Span call : registered.incomplete()) {
            diagnostics.add(report(call, "no function is registered by this name")
                    .hint("redis.register_function('name', function(keys, args) … end)"));
        }
    }

    private Diagnostic report(Span call, String message) {
        Label place = places().source(call);
        return Diagnostic.error(CODE, message, place.file(), place.span());
    }

    private Diagnostic notFound(String name) {
        SourceFile source = file.file();
        Span line = new Span(0, source.lineEnd(1));
        if (registered.functions().isEmpty() && registered.unclear().isEmpty()) {
            return noFunctions();
        }
        Diagnostic error = Diagnostic.error(
                NOT_FOUND, "the library \"" + file.name() + "\" has no function \"" + name + "\"", source, line);
        Optional<String> near = SpellChecker.nearest(name, registered.names());
        Diagnostic hinted = near.map(found -> error.hint(SpellChecker.question("\"" + found + "\"")))
                .orElseGet(() -> registered.functions().isEmpty()
                        ? error
                        : error.hint("it has " + String.join(", ", registered.names())));
        for (Span unclear : registered.unclear()) {
            Label place = places().source(unclear);
            hinted = hinted.related(
                    place.file(),
                    place.span(),
                    "what this registers is unknown: it is in a function, a branch or a loop, or computes a name");
        }
        return hinted;
    }

    private void checkFlags(RegisteredFunctions.Registered function, List<Directive> declared) {
        for (Directive directive : declared) {
            if (directive instanceof Directive.Flags flags && !function.flags().containsAll(flags.flags())) {
                diagnostics.add(Diagnostic.error(
                                CODE,
                                "function \"" + function.name() + "\" is registered without these flags",
                                file.file(),
                                flags.span())
                        .hint("redis.register_function{ function_name = …, callback = …, flags = { … } } has them"));
            }
        }
    }

    /** The lines of comment above the function that are no directives. */
    private String comment(RegisteredFunctions.Registered function) {
        StringBuilder text = new StringBuilder();
        for (Comment comment : FunctionDirectives.comments(file, places(), function)) {
            String line = file.file()
                    .text()
                    .substring(comment.start(), comment.end())
                    .replaceFirst("^-+", "")
                    .strip();
            if (line.startsWith("@")) {
                break;
            }
            text.append(line).append('\n');
        }
        return text.toString().strip();
    }
}
