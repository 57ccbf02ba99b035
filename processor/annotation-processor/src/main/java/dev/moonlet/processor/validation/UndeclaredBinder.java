package dev.moonlet.processor.validation;

import dev.moonlet.analysis.EntryReads;
import dev.moonlet.analysis.EntryUnits;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.ArgumentEncoding;
import dev.moonlet.processor.model.BoundParameter;
import dev.moonlet.processor.model.EnumConstants;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Binds a method to a script that declares nothing: parameters that are marked {@code @Key} fill {@code KEYS}, the others
 * {@code ARGV}, in order. What the script reads of them is compared with what the method supplies.
 */
final class UndeclaredBinder {

    /** What a parameter is sent as, the first that its Java type fits. */
    private static final Set<String> BOXES = Set.of(
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Boolean");

    private static final List<LuaType.Scalar> SENT_AS = List.of(
            LuaType.Scalar.ANY,
            LuaType.Scalar.INT64,
            LuaType.Scalar.INTEGER,
            LuaType.Scalar.NUMBER,
            LuaType.Scalar.BOOLEAN,
            LuaType.Scalar.MILLISECONDS);

    private static final String OPTIONAL = "java.util.Optional";

    private final ExecutableElement method;
    private final ExecutableType methodType;
    private final LoadedScript script;
    private final Types types;
    private final Codecs codecs;
    private final boolean inherited;
    private final CodecScopes scopes;
    private final List<Problem> problems = new ArrayList<>();

    UndeclaredBinder(
            ExecutableElement method,
            ExecutableType methodType,
            LoadedScript script,
            Types types,
            Codecs codecs,
            boolean inherited) {
        this.method = method;
        this.methodType = methodType;
        this.script = script;
        this.types = types;
        this.codecs = codecs;
        this.inherited = inherited;
        this.scopes = new CodecScopes(codecs);
    }

    /** What is wrong. */
    List<Problem> problems() {
        return problems;
    }

    /** The keys, then the arguments. */
    List<BoundParameter> bind() {
        List<BoundParameter> keys = new ArrayList<>();
        List<BoundParameter> arguments = new ArrayList<>();
        ConstantArguments constants = ConstantArguments.of(method);
        List<Supplied> all = Supplied.of(method, methodType, types, codecs, name -> false, name -> false);
        problems.addAll(Supplied.unreadable(all));
        Map<String, Supplied> placed = placed(all);
        fill(keys, true, all, placed, constants);
        fill(arguments, false, all, placed, constants);
        boxedMayBeAbsent(arguments, all);
        constants.reportUnknown(
                Stream.concat(keys.stream(), arguments.stream())
                        .map(BoundParameter::declaration)
                        .toList(),
                script.name());
        problems.addAll(constants.problems());
        scopes.reportUnused();
        Stream.of(keys, arguments).forEach(this::checkRestIsLast);
        if (problems.isEmpty()) {
            script.linked().ifPresent(linked -> {
                EntryComparison comparison = new EntryComparison(method, script, inherited, this::parameter);
                comparison.compare(linked, "KEYS", keys);
                comparison.compare(linked, "ARGV", arguments);
                problems.addAll(comparison.problems());
            });
        }
        return Stream.concat(keys.stream(), arguments.stream()).toList();
    }

    /** What names the entry that it fills, by that name. */
    private Map<String, Supplied> placed(List<Supplied> all) {
        Map<String, Supplied> placed = new HashMap<>();
        for (Supplied supplied : all) {
            String name = supplied.suppliedName();
            if (ConstantArguments.isEntry(name) && placed.putIfAbsent(name, supplied) != null) {
                problem(
                        supplied.parameter(),
                        error("unknown-parameter", "two parameters fill " + name)
                                .hint("remove one of them"));
            }
        }
        return placed;
    }

    /** Fills a list of entries: each with what names it, or is always the same, or with the next of the others. */
    private void fill(
            List<BoundParameter> list,
            boolean key,
            List<Supplied> all,
            Map<String, Supplied> placed,
            ConstantArguments constants) {
        Deque<Supplied> others = new ArrayDeque<>();
        for (Supplied supplied : all) {
            if (supplied.isMarked(Annotations.KEY) == key && !placed.containsValue(supplied)) {
                others.add(supplied);
            }
        }
        Set<String> filled = new HashSet<>();
        for (int index = 1; ; index++) {
            String entry = entry(key, index);
            Supplied supplied = placed.get(entry);
            if (supplied != null && constants.has(entry)) {
                problem(
                        supplied.parameter(),
                        error("unknown-parameter", supplied.title() + " and @Arg of the method both fill " + entry)
                                .hint("remove one of them"));
                constants.discard(entry);
            }
            Supplied next = supplied != null || constants.has(entry) ? supplied : others.poll();
            if (next == null && !constants.has(entry)) {
                break;
            }
            filled.add(entry);
            Optional<BoundParameter> bound = next == null
                    ? constants.bind(declaration(entry, constants.type(entry), key, false))
                    : bind(next, key, index);
            bound.ifPresent(list::add);
        }
        if (problems.isEmpty()) {
            placed.forEach((entry, supplied) -> {
                if (entry.startsWith(key ? "KEYS" : "ARGV") && !filled.contains(entry)) {
                    problem(
                            supplied.parameter(),
                            error(
                                    "unknown-parameter",
                                    supplied.title() + " fills " + entry + ", and nothing fills the entry before it"));
                }
            });
        }
    }

    /** The box of a number may be null where it is last, and the script asks whether it is there. */
    private void boxedMayBeAbsent(List<BoundParameter> arguments, List<Supplied> all) {
        int last = arguments.size();
        if (last == 0 || !(arguments.get(last - 1).encoding() instanceof ArgumentEncoding.OfValue)) {
            return;
        }
        BoundParameter bound = arguments.get(last - 1);
        boolean boxed = all.stream()
                .filter(supplied -> supplied.access().equals(bound.parameter()))
                .anyMatch(supplied -> BOXES.contains(JavaTypes.name(supplied.type())));
        boolean asked = script.linked()
                .map(linked -> EntryReads.of(linked, "ARGV"))
                .filter(reads -> reads.isAsked(last) && !reads.isOpen())
                .isPresent();
        if (boxed && asked) {
            arguments.set(last - 1, mayBeAbsent(bound, false));
        }
    }

    private static String entry(boolean key, int index) {
        return (key ? "KEYS[" : "ARGV[") + index + "]";
    }

    /**
     * Binds a parameter.
     *
     * @param index which entry it fills, or begins to fill
     */
    private Optional<BoundParameter> bind(Supplied supplied, boolean key, int index) {
        Element parameter = supplied.element();
        TypeMirror javaType = supplied.type();
        String name = supplied.access();
        Codecs inner = scopes.of(supplied);
        ArgumentTypes arguments = new ArgumentTypes(types, inner);
        Optional<String> written = Annotations.ARG.memberOn(parameter, "type").filter(type -> !type.isEmpty());
        Optional<LuaType> declared = written.flatMap(type -> type(supplied, type));
        if (written.isPresent() && declared.isEmpty()) {
            return Optional.empty();
        }
        Optional<TypeMirror> wrapped = JavaTypes.argumentOf(javaType, OPTIONAL);
        Optional<BoundParameter> bound = declared.isPresent()
                ? sentAs(List.of(declared.get().present()), name, wrapped.orElse(javaType), key, arguments)
                : sentAs(
                        key ? List.of(LuaType.Scalar.STRING) : sentAs(wrapped.orElse(javaType)),
                        name,
                        wrapped.orElse(javaType),
                        key,
                        arguments);
        if (bound.isEmpty()) {
            problem(supplied.parameter(), cannotBeSent(name, javaType, declared, key));
            return bound;
        }
        if (declared.isEmpty() && isTime(bound.get())) {
            bound = inUnit(bound.get(), supplied.parameter(), wrapped.orElse(javaType), index, arguments);
        }
        boolean absent = wrapped.isPresent()
                || isNullable(parameter, javaType)
                || (!javaType.getKind().isPrimitive()
                        && declared.filter(LuaType::mayBeNil).isPresent());
        if (absent && bound.filter(found -> found.declaration().rest()).isPresent()) {
            problem(
                    supplied.parameter(),
                    error("type-mismatch", "parameter \"" + name + "\" holds many values, and may be absent")
                            .hint("take a collection that is never null, which may be empty"));
        }
        return absent ? bound.map(found -> mayBeAbsent(found, wrapped.isPresent())) : bound;
    }

    /** As what a type can be sent, in the order of preference: an enum as its code, if it has some. */
    private static List<LuaType.Scalar> sentAs(TypeMirror javaType) {
        return hasCodes(javaType) ? List.of(LuaType.Scalar.INTEGER) : SENT_AS;
    }

    /** Whether it is an enum that integers stand for, or holds such values. */
    private static boolean hasCodes(TypeMirror javaType) {
        if (javaType instanceof ArrayType array) {
            return hasCodes(array.getComponentType());
        }
        return JavaTypes.element(javaType)
                        .flatMap(EnumConstants::codes)
                        .filter(JavaEnum.Codes.INTEGERS::equals)
                        .isPresent()
                || (javaType instanceof DeclaredType declared
                        && declared.getTypeArguments().stream()
                                .anyMatch(argument -> hasCodes(JavaTypes.bound(argument))));
    }

    private Optional<LuaType> type(Supplied supplied, String written) {
        String title = "@Arg of " + supplied.access();
        VariableElement parameter = supplied.parameter();
        Diagnostics diagnostics = new Diagnostics();
        Optional<LuaType> type = ScriptCompiler.type(new SourceFile(title, title, written), diagnostics);
        diagnostics
                .sorted()
                .forEach(diagnostic -> problems.add(new Problem(parameter, Annotations.ARG.on(parameter), diagnostic)));
        return type;
    }

    private Optional<BoundParameter> sentAs(
            List<? extends LuaType> sentAs, String name, TypeMirror javaType, boolean key, ArgumentTypes arguments) {
        for (boolean rest : List.of(false, true)) {
            for (LuaType type : sentAs) {
                Declaration declaration = declaration(name, type, key, rest);
                Optional<ArgumentEncoding> encoding = arguments.encoding(declaration, javaType);
                if (encoding.isPresent()) {
                    return Optional.of(new BoundParameter(declaration, name, encoding.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Diagnostic cannotBeSent(String name, TypeMirror javaType, Optional<LuaType> declared, boolean key) {
        if (key) {
            return error(
                            "type-mismatch",
                            "key \"" + name + "\" is " + JavaTypes.display(javaType) + ", and keys are strings")
                    .hint("in Java a key is "
                            + ArgumentTypes.fitting(declaration(name, LuaType.Scalar.STRING, true, false)));
        }
        String parameter = "parameter \"" + name + "\" is " + JavaTypes.display(javaType) + ", which can't be sent";
        return declared.map(type -> error("type-mismatch", parameter + " as " + type.notation())
                        .hint("in Java it is " + ArgumentTypes.fitting(declaration(name, type, false, false))))
                .orElseGet(() -> error("type-mismatch", parameter)
                        .hint("declare what the script takes, or give its type with @Arg")
                        .note(
                                "a script that declares nothing takes strings, numbers, booleans and durations, and many of"
                                        + " them from a collection or an array"));
    }

    private static boolean isTime(BoundParameter bound) {
        return isTime(bound.encoding());
    }

    private static boolean isTime(ArgumentEncoding encoding) {
        if (encoding instanceof ArgumentEncoding.Coded coded) {
            return isTime(coded.value());
        }
        if (encoding instanceof ArgumentEncoding.RestOf rest) {
            return isTime(rest.element());
        }
        return encoding instanceof ArgumentEncoding.Scalar scalar
                && scalar.method().equals(LuaType.Scalar.MILLISECONDS.notation());
    }

    /** A time to live is sent in the unit of the command that takes it. */
    private Optional<BoundParameter> inUnit(
            BoundParameter bound, VariableElement parameter, TypeMirror javaType, int index, ArgumentTypes arguments) {
        Set<LuaType.Scalar> units = script.linked()
                .map(linked -> EntryUnits.of(linked, script.signature()))
                .flatMap(all -> Optional.ofNullable(all.get(index)))
                .orElse(Set.of());
        if (units.size() == 1) {
            return sentAs(List.copyOf(units), bound.parameter(), javaType, false, arguments);
        }
        if (script.linked().isPresent()) {
            problem(
                    parameter,
                    error(
                                    "type-mismatch",
                                    "script \"" + script.name() + "\" does not show in which unit it takes ARGV["
                                            + index + "], which parameter \"" + bound.parameter() + "\" fills")
                            .hint("mark the parameter @Arg(type = \"milliseconds\") or @Arg(type = \"seconds\")"));
        }
        return Optional.of(bound);
    }

    private static boolean isNullable(Element parameter, TypeMirror javaType) {
        return !javaType.getKind().isPrimitive()
                && (UndeclaredResults.isNullable(parameter) || UndeclaredResults.isNullable(javaType));
    }

    /** An entry that is left out where there is no value. */
    private BoundParameter mayBeAbsent(BoundParameter bound, boolean wrapped) {
        if (!(bound.encoding() instanceof ArgumentEncoding.OfValue value)) {
            return bound;
        }
        ArgumentEncoding.Container container =
                wrapped ? ArgumentEncoding.Container.OPTIONAL : ArgumentEncoding.Container.NULLABLE;
        Declaration declared = bound.declaration();
        return new BoundParameter(
                declaration(
                        declared.name(),
                        new LuaType.Optional(declared.type()),
                        declared.kind() == Declaration.Kind.KEY,
                        false),
                bound.parameter(),
                new ArgumentEncoding.RestOf(value, container));
    }

    private void checkRestIsLast(List<BoundParameter> supplied) {
        for (BoundParameter parameter : supplied.subList(0, Math.max(0, supplied.size() - 1))) {
            if (parameter.declaration().type() instanceof LuaType.Optional) {
                problem(
                        parameter(parameter.parameter()),
                        error(
                                        "type-mismatch",
                                        "parameter \"" + parameter.parameter()
                                                + "\" may be absent, and others follow it")
                                .hint("put it last, or declare what the script takes"));
            } else if (parameter.declaration().rest()) {
                problem(
                        parameter(parameter.parameter()),
                        error(
                                        "type-mismatch",
                                        "parameter \"" + parameter.parameter()
                                                + "\" holds many values, and others follow it")
                                .hint("put it last, or declare what the script takes"));
            }
        }
    }

    private Declaration declaration(String name, LuaType type, boolean key, boolean rest) {
        return new Declaration(
                key ? Declaration.Kind.KEY : Declaration.Kind.ARGUMENT,
                name,
                rest ? new LuaType.Array(type) : type,
                rest,
                Optional.empty(),
                Optional.empty(),
                "",
                new Label(script.file(), new Span(0, 0), ""));
    }

    /** An error at the method: the script declares nothing that it could be about. */
    private static Diagnostic error(String code, String message) {
        return Diagnostic.error(code, message);
    }

    /** The parameter of a name; the method for a value that is always the same. */
    private Element parameter(String name) {
        return method.getParameters().stream()
                .filter(parameter -> parameter.getSimpleName().contentEquals(name.split("\\.", 2)[0]))
                .<Element>map(parameter -> parameter)
                .findFirst()
                .orElse(method);
    }

    private void problem(Element element, Diagnostic diagnostic) {
        problems.add(new Problem(element, Optional.empty(), diagnostic));
    }
}
