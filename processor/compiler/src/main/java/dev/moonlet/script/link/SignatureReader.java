package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.redis.Shebang;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.KeptOutcome;
import dev.moonlet.script.KeyExpression;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the declarations of a script and of what it includes, in order of appearance. */
final class SignatureReader {

    private static final String ARGUMENTS =
            "string, integer, int64, number, boolean, milliseconds, seconds, json, msgpack, and of a type T also"
                    + " T[], { name: T, … }, [T, …], table<string, T> and T?, and once T... (but of json and msgpack)";

    private static final String JOINABLE_NAMES = "string, integer, int64, milliseconds or seconds";

    private static final int MOST_PARTS = 100;

    private static final ScriptSignature NONE =
            new ScriptSignature(List.of(), List.of(), Optional.empty(), List.of(), List.of());

    private final Diagnostics diagnostics;
    private final Map<String, Declaration> byName = new HashMap<>();
    private final Map<String, Long> parts = new HashMap<>();
    private final List<Declaration> keys = new ArrayList<>();
    private final List<Declaration> arguments = new ArrayList<>();
    private Optional<ScriptSignature.Result> result = Optional.empty();
    private final ReturnedErrorsReader errors;
    private final List<String> flags = new ArrayList<>();
    private Optional<KeptOutcome> kept = Optional.empty();
    private boolean hasFlags;

    private SignatureReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.errors = new ReturnedErrorsReader(diagnostics);
    }

    static ScriptSignature read(Splice main, Diagnostics diagnostics) {
        SignatureReader reader = new SignatureReader(diagnostics);
        reader.readAll(main);
        main.included().forEach(included -> included.forEach(part -> partFlags(part, "an included file", diagnostics)));
        reader.flags.addAll(Shebang.of(main.file().file()).flags());
        ShardKeys.check(reader.keys, reader.arguments, diagnostics);
        ReturnedErrorsReader.check(reader.errors.found(), reader.result, diagnostics);
        ScriptSignature signature = new ScriptSignature(
                reader.keys, reader.arguments, reader.result, reader.errors.found(), reader.flags, reader.kept);
        PositionChecker.check(signature, diagnostics);
        RequestChecker.check(signature, diagnostics);
        return signature;
    }

    /** The signature of a function of a library, from what is declared of it. */
    static ScriptSignature ofFunction(ParsedFile library, List<Directive> declared, Diagnostics diagnostics) {
        SignatureReader reader = new SignatureReader(diagnostics);
        Splice splice = new Splice(library, List.of(), Map.of(), List.of());
        declared.stream()
                .filter(directive -> !(directive instanceof Directive.Flags)) // they are those of its registration
                .forEach(directive -> reader.read(splice, directive));
        ReturnedErrorsReader.check(reader.errors.found(), reader.result, diagnostics);
        return new ScriptSignature(reader.keys, reader.arguments, reader.result, reader.errors.found(), List.of());
    }

    /** The signature of a module, which is empty: it is not called with keys and arguments. */
    static ScriptSignature ofModule(Splice module, Diagnostics diagnostics) {
        refuseEntries(
                module,
                "a module has no keys and arguments",
                "pass them to the functions that it returns",
                diagnostics);
        module.forEach(part -> partFlags(part, "a module", diagnostics));
        return NONE;
    }

    /** The signature of a library of functions, which is empty: each function has its own. */
    static ScriptSignature ofLibrary(Splice library, Diagnostics diagnostics) {
        refuseEntries(library, "a library has no keys and arguments", "declare them above its functions", diagnostics);
        library.included()
                .forEach(included -> included.forEach(part -> partFlags(part, "an included file", diagnostics)));
        return NONE;
    }

    private static void refuseEntries(Splice splice, String message, String hint, Diagnostics diagnostics) {
        splice.forEach(part -> part.file().directives().forEach(directive -> {
            if (directive instanceof Directive.Declared) {
                diagnostics.add(
                        Diagnostic.error("bad-directive", message, part.file().file(), directive.span())
                                .hint(hint)
                                .reachedBy(part.chain()));
            }
        }));
    }

    /** Reports flags in a file that is not a script by itself. */
    private static void partFlags(Splice part, String what, Diagnostics diagnostics) {
        SourceFile file = part.file().file();
        for (Directive directive : part.file().directives()) {
            if (directive instanceof Directive.Flags) {
                diagnostics.add(flags(part, what, directive.span()));
            }
        }
        if (!Shebang.of(file).flags().isEmpty()) {
            diagnostics.add(flags(part, what, new Span(0, file.lineEnd(1))));
        }
    }

    private static Diagnostic flags(Splice part, String what, Span span) {
        return Diagnostic.error(
                        "bad-directive", what + " can't have flags", part.file().file(), span)
                .hint("flags are those of the whole script")
                .reachedBy(part.chain());
    }

    private void readAll(Splice splice) {
        for (Directive directive : splice.file().directives()) {
            if (directive instanceof Directive.Include include) {
                int line = splice.file().file().line(include.span().start());
                splice.included(line).forEach(this::readAll);
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
        } else if (directive instanceof Directive.Shard shard) {
            declareOnce(splice, "the shard", declaration(splice, shard));
        } else if (directive instanceof Directive.Resume resume) {
            declareOnce(splice, "the position", declaration(splice, resume));
        } else if (directive instanceof Directive.Once once) {
            declareOnce(splice, "the request id", declaration(splice, once));
            kept = Optional.of(new KeptOutcome(once.name(), KeptOutcome.PREFIX, once.seconds()));
        } else if (directive instanceof Directive.Return returned) {
            readResult(splice, returned);
        } else if (directive instanceof Directive.Failure error) {
            errors.read(splice, error);
        } else if (directive instanceof Directive.Flags flags) {
            readFlags(splice, flags);
        }
    }

    private static Declaration declaration(Splice splice, Directive.Key key) {
        LuaType string = LuaType.Scalar.STRING;
        return new Declaration(
                Declaration.Kind.KEY,
                key.name(),
                key.rest() ? new LuaType.Array(string) : key.optional() ? new LuaType.Optional(string) : string,
                key.rest(),
                Optional.empty(),
                key.expression(),
                key.description(),
                label(splice, key.nameSpan()));
    }

    private static Declaration declaration(Splice splice, Directive.Argument argument) {
        return new Declaration(
                Declaration.Kind.ARGUMENT,
                argument.name(),
                argument.type(),
                argument.rest(),
                argument.defaultValue(),
                Optional.empty(),
                argument.description(),
                label(splice, argument.nameSpan()));
    }

    private static Declaration declaration(Splice splice, Directive.Shard shard) {
        return new Declaration(
                Declaration.Kind.SHARD,
                shard.name(),
                LuaType.Scalar.STRING,
                false,
                Optional.empty(),
                Optional.empty(),
                shard.description(),
                label(splice, shard.nameSpan()));
    }

    private static Declaration declaration(Splice splice, Directive.Once once) {
        return new Declaration(
                Declaration.Kind.REQUEST,
                once.name(),
                LuaType.Scalar.STRING,
                false,
                Optional.empty(),
                Optional.empty(),
                once.description(),
                label(splice, once.nameSpan()));
    }

    private static Declaration declaration(Splice splice, Directive.Resume resume) {
        return new Declaration(
                Declaration.Kind.POSITION,
                resume.name(),
                resume.type(),
                false,
                Optional.of(resume.first()),
                Optional.empty(),
                resume.description(),
                label(splice, resume.nameSpan()));
    }

    /** Declares what a script has one of. */
    private void declareOnce(Splice splice, String what, Declaration declaration) {
        Optional<Declaration> earlier = arguments.stream()
                .filter(argument -> argument.kind() == declaration.kind())
                .findFirst();
        if (earlier.isPresent()) {
            diagnostics.add(duplicate(splice, what, earlier.get().place(), declaration.place()));
        } else {
            declare(splice, arguments, declaration);
        }
    }

    private void declare(Splice splice, List<Declaration> list, Declaration declaration) {
        if (declaration.kind() == Declaration.Kind.ARGUMENT && !isArgument(declaration)) {
            diagnostics.add(bad(splice, declaration, "an argument can't be " + declaration.notation())
                    .hint("arguments are " + ARGUMENTS));
            return;
        }
        Optional<Diagnostic> misplaced = misplaced(splice, list, declaration);
        if (misplaced.isPresent()) {
            diagnostics.add(misplaced.get());
            return;
        }
        declaration.expression().ifPresent(expression -> checkParts(splice, declaration, expression));
        list.add(declaration);
        Declaration earlier = byName.putIfAbsent(Names.normalized(declaration.name()), declaration);
        if (earlier != null) {
            diagnostics.add(duplicate(splice, "\"" + declaration.name() + "\"", earlier.place(), declaration.place()));
        }
    }

    /** What is wrong with the place of a declaration behind others, from whose number that of its entry follows. */
    private static Optional<Diagnostic> misplaced(Splice splice, List<Declaration> before, Declaration declaration) {
        boolean key = declaration.kind() == Declaration.Kind.KEY;
        String name = declaration.kind() + " \"" + declaration.name() + "\"";
        for (Declaration other : before) {
            if (other.rest() && declaration.rest()) {
                return Optional.of(bad(splice, declaration, name + " is a second one whose number varies")
                        .related(other.place().file(), other.place().span(), "this one takes any number"));
            }
            if (other.rest() && declaration.isOptional()) {
                return Optional.of(
                        bad(splice, declaration, name + " may be left out, and comes after one that takes any number")
                                .related(other.place().file(), other.place().span(), "this one takes any number")
                                .hint("declare it before that"));
            }
            if (key && other.isOptional() && !other.rest() && (declaration.rest() || !declaration.isOptional())) {
                return Optional.of(bad(splice, declaration, name + " comes after one that may be left out")
                        .related(other.place().file(), other.place().span(), "this one may be left out")
                        .hint("declare it before that"));
            }
        }
        return Optional.empty();
    }

    private void checkParts(Splice splice, Declaration key, KeyExpression expression) {
        long count = expression.parts().stream()
                .mapToLong(part -> part instanceof KeyExpression.Name name ? parts.getOrDefault(name.name(), 1L) : 1)
                .sum();
        parts.put(key.name(), count);
        if (count > MOST_PARTS) {
            diagnostics.add(bad(splice, key, "the key is joined from more than " + MOST_PARTS + " parts"));
        }
        for (KeyExpression.Part part : expression.parts()) {
            if (part instanceof KeyExpression.Name name) {
                Declaration declared = byName.get(Names.normalized(name.name()));
                if (declared == null || !declared.name().equals(name.name())) {
                    List<String> names =
                            byName.values().stream().map(Declaration::name).toList();
                    diagnostics.add(
                            bad(splice, name, "no key and no argument \"" + name.name() + "\" is declared above")
                                    .hint(SpellChecker.didYouMean(name.name(), names))
                                    .meant(name.span(), SpellChecker.nearest(name.name(), names)));
                } else if (declared.isOptional() || !isText(declared.type())) {
                    diagnostics.add(bad(
                                    splice,
                                    name,
                                    "a key can't be computed from \"" + name.name() + "\", which is "
                                            + declared.notation()
                                            + declared.defaultValue()
                                                    .map(value -> " = " + value)
                                                    .orElse(""))
                            .hint("compute it from keys, and from arguments that are " + JOINABLE_NAMES));
                }
            }
        }
    }

    /** Whether Java and Lua write values of a type in the same way. */
    private static boolean isText(LuaType type) {
        return type == LuaType.Scalar.STRING
                || type == LuaType.Scalar.ANY
                || type == LuaType.Scalar.INTEGER
                || type == LuaType.Scalar.INT64
                || type == LuaType.Scalar.MILLISECONDS
                || type == LuaType.Scalar.SECONDS;
    }

    private static Diagnostic bad(Splice splice, KeyExpression.Name name, String message) {
        return Diagnostic.error("bad-directive", message, splice.file().file(), name.span())
                .reachedBy(splice.chain());
    }

    private static Diagnostic bad(Splice splice, Declaration declaration, String message) {
        return Diagnostic.error(
                        "bad-directive",
                        message,
                        declaration.place().file(),
                        declaration.place().span())
                .reachedBy(splice.chain());
    }

    private static boolean isArgument(Declaration declaration) {
        LuaType type = declaration.type().present();
        if (declaration.rest() && type instanceof LuaType.Array rest) {
            return rest.element() instanceof LuaType.Scalar scalar
                    && isArgument(scalar)
                    && scalar != LuaType.Scalar.JSON
                    && scalar != LuaType.Scalar.MSGPACK;
        }
        return isElement(type) || type == LuaType.Scalar.ANY || type == LuaType.Scalar.MSGPACK;
    }

    /** Whether values of a type can be sent, and can be elements of an array that is sent. */
    private static boolean isElement(LuaType type) {
        if (type instanceof LuaType.Array array) {
            return isElement(array.element());
        }
        if (type instanceof LuaType.Map map) {
            return isElement(map.value());
        }
        if (type instanceof LuaType.Tuple tuple) {
            return tuple.elements().stream().allMatch(SignatureReader::isElement);
        }
        if (type instanceof LuaType.Table table) {
            return table.fields().stream()
                    .map(LuaType.Field::type)
                    .map(LuaType::present)
                    .allMatch(SignatureReader::isElement);
        }
        return type instanceof LuaType.Scalar scalar
                && isArgument(scalar)
                && scalar != LuaType.Scalar.ANY
                && scalar != LuaType.Scalar.MSGPACK;
    }

    private static boolean isArgument(LuaType.Scalar type) {
        return switch (type) {
            case STRING, INTEGER, INT64, NUMBER, BOOLEAN, MILLISECONDS, SECONDS, JSON, MSGPACK, ANY -> true;
            case STATUS, NIL -> false;
        };
    }

    private void readResult(Splice splice, Directive.Return returned) {
        Label place = label(splice, returned.typeSpan());
        if (result.isPresent()) {
            diagnostics.add(duplicate(splice, "the result", result.get().place(), place));
        } else {
            boolean casts = returned.percent() && ResultCast.of(returned.type()).isPresent();
            result = Optional.of(new ScriptSignature.Result(returned.type(), place, casts));
        }
    }

    /** Flags are the whole script's: its main file says them, once, and in one way. */
    private void readFlags(Splice splice, Directive.Flags flags) {
        SourceFile file = splice.file().file();
        if (splice.isIncluded()) {
            return; // said elsewhere
        }
        this.flags.addAll(flags.flags());
        if (hasFlags || Shebang.isIn(file)) {
            diagnostics.add(Diagnostic.error("bad-directive", "the script has flags already", file, flags.span())
                    .hint("flags are those of the whole script")
                    .reachedBy(splice.chain()));
        }
        hasFlags = true;
    }

    private static Diagnostic duplicate(Splice splice, String what, Label earlier, Label place) {
        return Diagnostic.error("duplicate-declaration", what + " is declared twice", place.file(), place.span())
                .related(earlier.file(), earlier.span(), "first declared here")
                .reachedBy(splice.chain());
    }

    private static Label label(Splice splice, Span span) {
        return new Label(splice.file().file(), span, "");
    }
}
