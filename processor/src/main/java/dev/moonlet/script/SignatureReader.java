package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the declarations of a script and of what it includes, in order of appearance. */
final class SignatureReader {

    private final Diagnostics diagnostics;
    private final Map<String, Declaration> byName = new HashMap<>();
    private final List<Declaration> keys = new ArrayList<>();
    private final List<Declaration> arguments = new ArrayList<>();
    private Optional<ScriptSignature.Result> result = Optional.empty();
    private boolean hasFlags;

    private SignatureReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    static ScriptSignature read(Splice main, Diagnostics diagnostics) {
        SignatureReader reader = new SignatureReader(diagnostics);
        reader.readAll(main);
        return new ScriptSignature(reader.keys, reader.arguments, reader.result);
    }

    private void readAll(Splice splice) {
        for (Directive directive : splice.file().directives()) {
            if (directive instanceof Directive.Include include) {
                int line = splice.file().file().line(include.span().start());
                splice.includes().getOrDefault(line, List.of()).forEach(this::readAll);
            } else {
                read(splice, directive);
            }
        }
    }

    private void read(Splice splice, Directive directive) {
        if (directive instanceof Directive.Key key) {
            declare(splice, keys, declaration(splice, key));
        } else if (directive instanceof Directive.Argument argument) {
            declare(splice, arguments, declaration(splice, argument));
        } else if (directive instanceof Directive.Return returned) {
            readResult(splice, returned);
        } else if (directive instanceof Directive.Flags flags) {
            readFlags(splice, flags);
        }
    }

    private static Declaration declaration(Splice splice, Directive.Key key) {
        return new Declaration(
                Declaration.Kind.KEY,
                key.name(),
                LuaType.Scalar.STRING,
                key.description(),
                label(splice, key.nameSpan()));
    }

    private static Declaration declaration(Splice splice, Directive.Argument argument) {
        return new Declaration(
                Declaration.Kind.ARGUMENT,
                argument.name(),
                argument.type(),
                argument.description(),
                label(splice, argument.nameSpan()));
    }

    private void declare(Splice splice, List<Declaration> list, Declaration declaration) {
        if (declaration.kind() == Declaration.Kind.ARGUMENT && !isArgument(declaration.type())) {
            diagnostics.add(Diagnostic.error(
                            "bad-directive",
                            "an argument can't be " + declaration.type().notation(),
                            declaration.place().file(),
                            declaration.place().span())
                    .hint("arguments are string, integer, number, boolean, milliseconds or seconds")
                    .includedFrom(splice.includedFrom()));
            return;
        }
        list.add(declaration);
        Declaration earlier = byName.putIfAbsent(Names.normalized(declaration.name()), declaration);
        if (earlier != null) {
            diagnostics.add(duplicate(splice, "\"" + declaration.name() + "\"", earlier.place(), declaration.place()));
        }
    }

    private static boolean isArgument(LuaType type) {
        return type instanceof LuaType.Scalar && type != LuaType.Scalar.NIL && type != LuaType.Scalar.STATUS;
    }

    private void readResult(Splice splice, Directive.Return returned) {
        Label place = label(splice, returned.typeSpan());
        if (result.isPresent()) {
            diagnostics.add(duplicate(splice, "the result", result.get().place(), place));
        } else {
            result = Optional.of(new ScriptSignature.Result(returned.type(), place));
        }
    }

    /** Flags are the whole script's: its main file says them, once, and in one way. */
    private void readFlags(Splice splice, Directive.Flags flags) {
        SourceFile file = splice.file().file();
        boolean main = splice.includedFrom().isEmpty();
        if (!main || hasFlags || file.text().startsWith("#!")) {
            String message = main ? "the script has flags already" : "an included file can't have flags";
            diagnostics.add(Diagnostic.error("bad-directive", message, file, flags.span())
                    .hint("flags are those of the whole script")
                    .includedFrom(splice.includedFrom()));
        }
        hasFlags = true;
    }

    private static Diagnostic duplicate(Splice splice, String what, Label earlier, Label place) {
        return Diagnostic.error("duplicate-declaration", what + " is declared twice", place.file(), place.span())
                .related(earlier.file(), earlier.span(), "first declared here")
                .includedFrom(splice.includedFrom());
    }

    private static Label label(Splice splice, Span span) {
        return new Label(splice.file().file(), span, "");
    }
}
