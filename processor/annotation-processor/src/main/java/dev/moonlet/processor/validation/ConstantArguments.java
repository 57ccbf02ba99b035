package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.ArgumentEncoding;
import dev.moonlet.processor.model.BoundParameter;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.processor.model.WireForm;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.source.SourceFile;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;

/** The arguments of a method that are always the same: those of its {@code @Arg} annotations. */
final class ConstantArguments {

    private static final long LARGEST_EXACT = 1L << 53;

    /** How an argument of a script that declares nothing is named. */
    private static final Pattern ENTRY = Pattern.compile("(?:KEYS|ARGV)\\[\\d+]");

    private final ExecutableElement method;
    private final Map<String, AnnotationMirror> byName = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private ConstantArguments(ExecutableElement method) {
        this.method = method;
    }

    /** The constants of a method. */
    static ConstantArguments of(ExecutableElement method) {
        ConstantArguments constants = new ConstantArguments(method);
        for (AnnotationMirror mirror : Annotations.ARG.allOn(method)) {
            String name = Annotations.member(mirror, "name");
            if (name.isEmpty()) {
                constants.problem(
                        mirror,
                        Diagnostic.error(
                                        "unknown-parameter",
                                        "@Arg on method " + method.getSimpleName() + " has no name")
                                .hint("write @Arg(name = \"…\", value = \"…\")"));
            } else if (constants.byName.putIfAbsent(Names.normalized(name), mirror) != null) {
                constants.problem(
                        mirror,
                        Diagnostic.error(
                                        "unknown-parameter",
                                        "two @Arg of " + method.getSimpleName() + " supply \"" + name + "\"")
                                .hint("remove one of them"));
            }
        }
        return constants;
    }

    /** What is wrong. */
    List<Problem> problems() {
        return problems;
    }

    /** Whether a name is that of an entry of a script that declares nothing. */
    static boolean isEntry(String name) {
        return ENTRY.matcher(name).matches();
    }

    /** The type that an annotation has for a constant; any if there is none. */
    LuaType type(String name) {
        AnnotationMirror mirror = byName.get(Names.normalized(name));
        String written = mirror == null ? "" : Annotations.member(mirror, "type");
        if (mirror == null || written.isEmpty()) {
            return LuaType.Scalar.ANY;
        }
        String title = "@Arg of " + method.getSimpleName();
        Diagnostics diagnostics = new Diagnostics();
        Optional<LuaType> type = ScriptCompiler.type(new SourceFile(title, title, written), diagnostics);
        diagnostics.sorted().forEach(diagnostic -> problem(mirror, diagnostic));
        return type.map(LuaType::present).orElse(LuaType.Scalar.ANY);
    }

    /** Leaves out one that is reported already. */
    void discard(String name) {
        byName.remove(Names.normalized(name));
    }

    /** Whether there is one of a name. */
    boolean has(String name) {
        return byName.containsKey(Names.normalized(name));
    }

    /** The constant that supplies a declaration; empty if it does not fit, which is reported. */
    Optional<BoundParameter> bind(Declaration declaration) {
        AnnotationMirror mirror = byName.get(Names.normalized(declaration.name()));
        if (mirror == null) {
            return Optional.empty();
        }
        String text = Annotations.member(mirror, "value");
        Optional<ArgumentEncoding> encoding = declaration.rest() ? Optional.empty() : encoding(declaration, text);
        if (encoding.isEmpty()) {
            problem(
                    mirror,
                    Diagnostic.error(
                                    "type-mismatch",
                                    declaration.kind() + " \"" + declaration.name() + "\" is " + declaration.notation()
                                            + ", and @Arg has the value \"" + text + "\"",
                                    declaration.place().file(),
                                    declaration.place().span())
                            .hint(
                                    declaration.type().present() instanceof LuaType.Scalar
                                                    && WireForm.of(declaration
                                                                    .type()
                                                                    .present())
                                                            .isEmpty()
                                                    && !declaration.rest()
                                            ? "write a value of this type"
                                            : "a value with parts needs a parameter"));
        }
        return encoding.map(found -> new BoundParameter(declaration, "", found));
    }

    /** Reports the constants that supply nothing. */
    void reportUnknown(Collection<Declaration> declarations, String script) {
        List<String> names = declarations.stream()
                .filter(Declaration::isSupplied)
                .map(Declaration::name)
                .toList();
        byName.forEach((normalized, mirror) -> {
            if (names.stream().noneMatch(name -> Names.normalized(name).equals(normalized))) {
                String name = Annotations.member(mirror, "name");
                boolean entry = isEntry(name);
                String message = entry
                        ? "@Arg of " + method.getSimpleName() + " supplies " + name
                                + ", and nothing supplies the entry before it"
                        : "script \"" + script + "\" declares no key and no argument \"" + name + "\" for @Arg of "
                                + method.getSimpleName();
                problem(
                        mirror,
                        Diagnostic.error("unknown-parameter", message).hint(SpellChecker.didYouMean(name, names)));
            }
        });
    }

    private static Optional<ArgumentEncoding> encoding(Declaration declaration, String text) {
        if (declaration.kind() == Declaration.Kind.KEY) {
            return Optional.of(new ArgumentEncoding.Constant("key", text));
        }
        if (!(declaration.type().present() instanceof LuaType.Scalar type)) {
            return Optional.empty();
        }
        try {
            return switch (type) {
                case STRING, ANY ->
                    Optional.of(new ArgumentEncoding.Constant(
                            declaration.isOptional() ? "optionalString" : "string", text));
                case INTEGER -> integer(Long.parseLong(text));
                case INT64 -> Optional.of(new ArgumentEncoding.Constant("int64", Long.valueOf(text)));
                case NUMBER -> number(new BigDecimal(text));
                case BOOLEAN ->
                    text.equals("true") || text.equals("false")
                            ? Optional.of(new ArgumentEncoding.Constant("bool", Boolean.valueOf(text)))
                            : Optional.empty();
                case MILLISECONDS ->
                    integer(text.startsWith("P") ? Duration.parse(text).toMillis() : Long.parseLong(text));
                case SECONDS ->
                    integer(text.startsWith("P") ? Duration.parse(text).toSeconds() : Long.parseLong(text));
                case JSON, MSGPACK, STATUS, NIL -> Optional.empty();
            };
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<ArgumentEncoding> integer(long value) {
        return value > LARGEST_EXACT || value < -LARGEST_EXACT
                ? Optional.empty()
                : Optional.of(new ArgumentEncoding.Constant("integer", value));
    }

    private static Optional<ArgumentEncoding> number(BigDecimal value) {
        double number = value.doubleValue();
        return Double.isInfinite(number)
                ? Optional.empty()
                : Optional.of(new ArgumentEncoding.Constant("number", number));
    }

    private void problem(AnnotationMirror mirror, Diagnostic diagnostic) {
        problems.add(new Problem(method, Optional.of(mirror), diagnostic));
    }
}
