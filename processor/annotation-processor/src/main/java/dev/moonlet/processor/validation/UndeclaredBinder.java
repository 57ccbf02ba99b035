package dev.moonlet.processor.validation;

import dev.moonlet.analysis.EntryReads;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.ArgumentEncoding;
import dev.moonlet.processor.model.BoundParameter;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Binds a method to a script that declares nothing: parameters that are marked {@code @Key} fill {@code KEYS}, the others
 * {@code ARGV}, in order. What the script reads of them is compared with what the method supplies.
 */
final class UndeclaredBinder {

    /** What a parameter is sent as, the first that its Java type fits. */
    private static final List<LuaType.Scalar> SENT_AS = List.of(
            LuaType.Scalar.ANY,
            LuaType.Scalar.INT64,
            LuaType.Scalar.INTEGER,
            LuaType.Scalar.NUMBER,
            LuaType.Scalar.BOOLEAN,
            LuaType.Scalar.MILLISECONDS);

    private final ExecutableElement method;
    private final ExecutableType methodType;
    private final LoadedScript script;
    private final Types types;
    private final Codecs codecs;
    private final List<Problem> problems = new ArrayList<>();

    UndeclaredBinder(
            ExecutableElement method, ExecutableType methodType, LoadedScript script, Types types, Codecs codecs) {
        this.method = method;
        this.methodType = methodType;
        this.script = script;
        this.types = types;
        this.codecs = codecs;
    }

    /** What is wrong. */
    List<Problem> problems() {
        return problems;
    }

    /** The keys, then the arguments. */
    List<BoundParameter> bind() {
        List<BoundParameter> keys = new ArrayList<>();
        List<BoundParameter> arguments = new ArrayList<>();
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            boolean key = Annotations.KEY.isOn(parameter);
            bind(parameter, methodType.getParameterTypes().get(i), key).ifPresent(key ? keys::add : arguments::add);
        }
        Stream.of(keys, arguments).forEach(this::checkRestIsLast);
        if (problems.isEmpty()) {
            script.linked().ifPresent(linked -> {
                compare(linked, "KEYS", keys);
                compare(linked, "ARGV", arguments);
            });
        }
        return Stream.concat(keys.stream(), arguments.stream()).toList();
    }

    private Optional<BoundParameter> bind(VariableElement parameter, TypeMirror javaType, boolean key) {
        String name = parameter.getSimpleName().toString();
        Codecs inner = codecs.within(parameter);
        ArgumentTypes arguments = new ArgumentTypes(types, inner);
        for (boolean rest : List.of(false, true)) {
            for (LuaType.Scalar type : key ? List.of(LuaType.Scalar.STRING) : SENT_AS) {
                Declaration declaration = declaration(name, type, key, rest);
                Optional<ArgumentEncoding> encoding = arguments.encoding(declaration, javaType);
                if (encoding.isPresent()) {
                    inner.reportUnused(parameter);
                    return Optional.of(new BoundParameter(declaration, name, encoding.get()));
                }
            }
        }
        problem(
                parameter,
                error(
                                "type-mismatch",
                                "parameter \"" + name + "\" is " + JavaTypes.display(javaType)
                                        + ", which can't be sent")
                        .hint("declare what the script takes")
                        .note(
                                "a script that declares nothing takes strings, numbers, booleans and durations, and many of"
                                        + " them from a collection or an array"));
        return Optional.empty();
    }

    private void checkRestIsLast(List<BoundParameter> supplied) {
        for (BoundParameter parameter : supplied.subList(0, Math.max(0, supplied.size() - 1))) {
            if (parameter.declaration().rest()) {
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

    private Declaration declaration(String name, LuaType.Scalar type, boolean key, boolean rest) {
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

    private void compare(LinkedChunk linked, String table, List<BoundParameter> supplied) {
        EntryReads reads = EntryReads.of(linked, table);
        boolean many =
                supplied.stream().anyMatch(parameter -> parameter.declaration().rest());
        if (reads.highestRequired() > supplied.size() && !many) {
            Label place = reads.place(reads.highestRequired());
            String marked = table.equals("KEYS") ? " marked @Key" : "";
            problem(
                    method,
                    Diagnostic.error(
                                    "missing-parameter",
                                    "script \"" + script.name() + "\" reads " + table + "[" + reads.highestRequired()
                                            + "], but " + method.getSimpleName() + " supplies " + supplied.size(),
                                    place.file(),
                                    place.span())
                            .hint("add parameters" + marked + ", or declare what the script takes"));
        } else if (reads.highest() < supplied.size() && !reads.isOpen() && !isForRouting(table, reads)) {
            BoundParameter unread = supplied.get(reads.highest());
            problem(
                    parameter(unread.parameter()),
                    error(
                                    "unknown-parameter",
                                    "parameter \"" + unread.parameter() + "\" fills " + table + "["
                                            + (reads.highest() + 1) + "], which script \"" + script.name()
                                            + "\" doesn't read")
                            .hint("remove the parameter, or declare what the script takes"));
        }
    }

    /** Keys of a script that reads none at all choose the node of a cluster. */
    private static boolean isForRouting(String table, EntryReads reads) {
        return table.equals("KEYS") && reads.highest() == 0;
    }

    /** An error at the head of the script, which declares nothing. */
    private Diagnostic error(String code, String message) {
        Label head = script.head();
        return Diagnostic.error(code, message, head.file(), head.span());
    }

    private VariableElement parameter(String name) {
        return method.getParameters().stream()
                .filter(parameter -> parameter.getSimpleName().contentEquals(name))
                .findFirst()
                .orElseThrow();
    }

    private void problem(Element element, Diagnostic diagnostic) {
        problems.add(new Problem(element, Optional.empty(), diagnostic));
    }
}
