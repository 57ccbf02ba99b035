package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.ArgumentEncoding;
import dev.moonlet.processor.model.BoundMethod;
import dev.moonlet.processor.model.BoundParameter;
import dev.moonlet.processor.model.EnumConstants;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.processor.model.ResultDecoding;
import dev.moonlet.processor.model.ReturnStyle;
import dev.moonlet.processor.model.WireForm;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.KeyExpression;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.Script;
import dev.moonlet.script.link.LoadedScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Binds one method to one script. */
final class MethodBinder {

    private final ExecutableElement method;
    private final ExecutableType methodType;
    private final LoadedScript script;
    private final Types types;
    private final Codecs codecs;
    private final boolean inherited;
    private final CodecScopes scopes;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A binder.
     *
     * @param method the method
     * @param methodType its type as a member of the interface
     * @param script the script
     * @param types what the compiler knows of types
     * @param codecs the codecs that the interface names
     * @param inherited whether the interface inherits the method, which may be for several scripts
     */
    MethodBinder(
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

    /** Binds the method; empty if something is wrong. */
    Optional<BoundMethod> bind() {
        boolean undeclared =
                script.signature().declarations().isEmpty() && script.script().isPresent();
        ReturnStyle style = style();
        ResultBinder results = new ResultBinder(method, methodType, script, types, codecs);
        SliceMethod slices = new SliceMethod(method, results.resultOfOne(style), types, codecs);
        List<BoundParameter> parameters =
                undeclared ? undeclared() : declared(style.isOfSlices() ? Optional.of(slices) : Optional.empty());
        problems.addAll(slices.problems());
        if (!undeclared && problems.isEmpty()) {
            compareWithFunction(parameters);
        }
        Optional<ResultDecoding> decoding = results.bind(style);
        problems.addAll(results.problems());
        ShardMethod shards = new ShardMethod(method, script);
        BoundMethod.Target target = shards.target(results.resultType(style), style, parameters);
        problems.addAll(shards.problems());
        boolean failed =
                problems.stream().anyMatch(problem -> problem.diagnostic().severity() == Severity.ERROR);
        if (failed || decoding.isEmpty()) {
            return Optional.empty();
        }
        return script.script()
                .map(found -> new BoundMethod(
                        method,
                        methodType,
                        found,
                        parameters,
                        style,
                        target,
                        results.resultOfOne(style),
                        decoding.get(),
                        slices.calls(),
                        0));
    }

    private ReturnStyle style() {
        if (KotlinTypes.suspendResult(methodType.getParameterTypes()).isPresent()) {
            return ReturnStyle.SUSPEND;
        }
        String returned = JavaTypes.name(methodType.getReturnType());
        if (script.signature().position().isPresent()) {
            return ReturnStyle.ofSlices(returned).orElseGet(() -> ReturnStyle.of(returned));
        }
        if (!returned.equals(SliceMethod.RESUMABLE)) {
            return ReturnStyle.of(returned);
        }
        if (script.script().isPresent()) {
            problem(
                    method,
                    Diagnostic.error(
                                    "resume-method",
                                    method.getSimpleName() + " returns a Resumable, but script \"" + script.name()
                                            + "\" has no position")
                            .hint("declare ---@resume position type = first in the script"));
        }
        return ReturnStyle.RESUMABLE;
    }

    /** Compares what a function of a library reads itself with what the method supplies. */
    private void compareWithFunction(List<BoundParameter> parameters) {
        if (script.script().flatMap(Script::function).isEmpty()) {
            return;
        }
        EntryComparison comparison = new EntryComparison(method, script, inherited, name -> method);
        script.linked().ifPresent(linked -> {
            comparison.compare(linked, "KEYS", entries(parameters, true));
            comparison.compare(linked, "ARGV", entries(parameters, false));
        });
        problems.addAll(comparison.problems());
    }

    private static List<BoundParameter> entries(List<BoundParameter> parameters, boolean keys) {
        return parameters.stream()
                .filter(parameter -> (parameter.declaration().kind() == Declaration.Kind.KEY) == keys)
                .toList();
    }

    private List<BoundParameter> undeclared() {
        UndeclaredBinder binder = new UndeclaredBinder(method, methodType, script, types, codecs, inherited);
        List<BoundParameter> parameters = binder.bind();
        problems.addAll(binder.problems());
        return parameters;
    }

    private List<BoundParameter> declared(Optional<SliceMethod> slices) {
        List<Supplied> supplied = Supplied.of(method, methodType, types, codecs, this::isDeclared, this::isJson);
        Map<String, Supplied> suppliers = suppliers(supplied);
        reportUnknownParameters(supplied, suppliers);
        problems.addAll(Supplied.unreadable(supplied));
        ConstantArguments constants = ConstantArguments.of(method);
        if (script.script().isPresent()) {
            constants.reportUnknown(script.signature().declarations(), script.name());
        }
        List<BoundParameter> parameters = new ArrayList<>();
        @Nullable Declaration missingKey = null;
        for (Declaration declaration : script.signature().declarations()) {
            Supplied supplier = suppliers.get(Names.normalized(declaration.name()));
            if (declaration.kind() == Declaration.Kind.POSITION && slices.isPresent()) {
                slices.get().bind(declaration, Optional.ofNullable(supplier)).ifPresent(parameters::add);
            } else if (constants.has(declaration.name()) && declaration.isSupplied()) {
                reportConstant(declaration, supplier);
                if (missingKey != null && isOptionalKey(declaration)) {
                    reportMissingParameter(missingKey);
                    missingKey = null;
                }
                constants.bind(declaration).ifPresent(parameters::add);
            } else if (!declaration.isSupplied()) {
                reportSupplied(declaration, supplier);
                parameters.add(new BoundParameter(
                        declaration,
                        "",
                        declaration.isComputed() ? new ArgumentEncoding.Absent() : new ArgumentEncoding.Shard()));
            } else if (supplier == null && isOptionalKey(declaration)) {
                missingKey = declaration;
            } else if (supplier == null && declaration.isOptional() && !declaration.rest()) {
                parameters.add(new BoundParameter(declaration, "", new ArgumentEncoding.Absent()));
            } else if (missingKey != null && isOptionalKey(declaration)) {
                reportMissingParameter(missingKey);
                missingKey = null;
            } else if (supplier == null) {
                reportMissingParameter(declaration);
            } else {
                bind(declaration, supplier).ifPresent(parameters::add);
            }
        }
        problems.addAll(constants.problems());
        scopes.reportUnused();
        Map<String, BoundParameter> byName = new HashMap<>();
        parameters.forEach(parameter -> byName.put(parameter.declaration().name(), parameter));
        parameters.replaceAll(parameter -> parameter.declaration().isComputed()
                ? new BoundParameter(
                        parameter.declaration(), "", new ArgumentEncoding.Computed(parts(parameter, byName)))
                : parameter);
        return parameters;
    }

    private static boolean isOptionalKey(Declaration declaration) {
        return declaration.kind() == Declaration.Kind.KEY && declaration.isOptional() && !declaration.rest();
    }

    private boolean isJson(String name) {
        return script.signature().declarations().stream()
                .filter(declared -> Names.normalized(declared.name()).equals(Names.normalized(name)))
                .map(declared -> declared.type().present())
                .anyMatch(type -> WireForm.of(type).isPresent() || !(type instanceof LuaType.Scalar));
    }

    private boolean isDeclared(String name) {
        return script.signature().declarations().stream()
                .anyMatch(declared -> Names.normalized(declared.name()).equals(Names.normalized(name)));
    }

    private void reportSupplied(Declaration declaration, @Nullable Supplied supplier) {
        if (supplier != null) {
            problem(
                    supplier.parameter(),
                    at(
                                    declaration.place(),
                                    "unknown-parameter",
                                    declaration.kind() + " \"" + declaration.name() + "\" is "
                                            + (declaration.isComputed() ? "computed" : "the executor's")
                                            + ", but " + supplier.title()
                                            + " supplies it")
                            .hint("remove it"));
        }
    }

    private void reportConstant(Declaration declaration, @Nullable Supplied supplier) {
        if (supplier != null) {
            problem(
                    supplier.parameter(),
                    at(
                                    declaration.place(),
                                    "unknown-parameter",
                                    "@Arg of " + method.getSimpleName() + " and " + supplier.title() + " supply \""
                                            + declaration.name() + "\"")
                            .hint("remove one of them"));
        }
    }

    /** What a computed key is joined from; those of another computed key are among them. */
    private static List<ArgumentEncoding.Part> parts(BoundParameter key, Map<String, BoundParameter> byName) {
        List<ArgumentEncoding.Part> parts = new ArrayList<>();
        for (KeyExpression.Part part :
                key.declaration().expression().map(KeyExpression::parts).orElse(List.of())) {
            if (part instanceof KeyExpression.Literal literal) {
                parts.add(new ArgumentEncoding.Part.Literal(literal.text()));
            } else if (part instanceof KeyExpression.Name name && byName.get(name.name()) != null) {
                BoundParameter supplied = byName.get(name.name());
                parts.addAll(
                        supplied.declaration().isComputed()
                                ? parts(supplied, byName)
                                : List.of(new ArgumentEncoding.Part.Value(supplied)));
            }
        }
        return parts;
    }

    /** What supplies something, by the name of that. */
    private Map<String, Supplied> suppliers(List<Supplied> supplied) {
        Map<String, Supplied> suppliers = new HashMap<>();
        for (Supplied one : supplied) {
            String name = one.suppliedName();
            Supplied earlier = suppliers.putIfAbsent(Names.normalized(name), one);
            if (earlier != null) {
                problem(
                        one.parameter(),
                        at(
                                        place(name),
                                        "unknown-parameter",
                                        earlier.title() + " and " + one.title() + " of " + method.getSimpleName()
                                                + " both supply \"" + name + "\"")
                                .hint("remove one of them, or name what it supplies with @Key or @Arg"));
            }
        }
        return suppliers;
    }

    /** The declaration of a name, if there is one. */
    private Optional<Label> place(String name) {
        return script.signature().declarations().stream()
                .filter(declared -> Names.normalized(declared.name()).equals(Names.normalized(name)))
                .map(Declaration::place)
                .findFirst();
    }

    private void reportUnknownParameters(List<Supplied> supplied, Map<String, Supplied> suppliers) {
        if (script.script().isEmpty()) {
            return; // what is missing may be declared where the script can't be read
        }
        List<Declaration> declarations = script.signature().declarations();
        for (Supplied one : supplied) {
            String name = one.suppliedName();
            if (isDeclared(name)) {
                continue;
            }
            String lua = Names.snakeCase(name);
            List<String> names = declarations.stream()
                    .filter(Declaration::isSupplied)
                    .map(Declaration::name)
                    .filter(d -> !suppliers.containsKey(Names.normalized(d)))
                    .toList();
            Optional<String> near = SpellChecker.nearest(lua, names);
            Diagnostic diagnostic = at(
                            near.flatMap(this::place),
                            "unknown-parameter",
                            "script \"" + script.name() + "\" declares no key and no argument \"" + lua + "\" for "
                                    + one.title())
                    .hint(near.map(found -> SpellChecker.question("\"" + found + "\""))
                            .orElse("add ---@arg " + lua + " or ---@key " + lua + ", or remove the "
                                    + (one.path().isEmpty() ? "parameter" : "component")))
                    .note("declared are " + declared(declarations));
            boolean nameless = name.matches("arg\\d+");
            Diagnostic named = nameless
                    ? diagnostic.note("compile the interface that declares it with -parameters, or name what it"
                            + " supplies with @Key or @Arg")
                    : diagnostic;
            problem(one.parameter(), inherited && near.isEmpty() && !nameless ? named.as(Severity.WARNING) : named);
        }
    }

    private static String declared(List<Declaration> declarations) {
        return declarations.isEmpty()
                ? "no keys and no arguments"
                : String.join(
                        ", ",
                        declarations.stream()
                                .map(d -> d.kind() + " " + d.name())
                                .toList());
    }

    private void reportMissingParameter(Declaration declaration) {
        String java = JavaTypes.variable(declaration.name());
        problem(
                method,
                at(
                                declaration.place(),
                                "missing-parameter",
                                declaration.kind() + " \"" + declaration.name() + "\" is supplied by no parameter of "
                                        + method.getSimpleName())
                        .hint("add a parameter \"" + java + "\" of type " + ArgumentTypes.usual(declaration)));
    }

    private Optional<BoundParameter> bind(Declaration declaration, Supplied supplier) {
        reportWrongKind(declaration, supplier);
        reportTypeOfItsOwn(declaration, supplier);
        Codecs inner = scopes.of(supplier);
        ArgumentTypes argumentTypes = new ArgumentTypes(types, inner);
        Optional<ArgumentEncoding> encoding = argumentTypes.encoding(declaration, supplier.type());
        argumentTypes
                .mismatches()
                .forEach(mismatch -> problem(
                        supplier.parameter(),
                        Diagnostic.error(
                                        "type-mismatch",
                                        mismatch.message(),
                                        declaration.place().file(),
                                        mismatch.field()
                                                .orElse(declaration.place().span()))
                                .hint(mismatch.hint())));
        if (encoding.isEmpty() && argumentTypes.mismatches().isEmpty()) {
            problem(
                    supplier.parameter(),
                    at(
                                    declaration.place(),
                                    "type-mismatch",
                                    declaration.kind() + " \"" + declaration.name() + "\" is "
                                            + declaration.notation() + ", but " + supplier.title() + " is "
                                            + JavaTypes.display(supplier.type()))
                            .hint(JavaTypes.element(supplier.type())
                                    .flatMap(EnumConstants::incomplete)
                                    .orElse("in Java it is " + ArgumentTypes.fitting(declaration))));
        }
        return encoding.map(found -> new BoundParameter(declaration, supplier.access(), found));
    }

    private void reportWrongKind(Declaration declaration, Supplied supplier) {
        boolean key = declaration.kind() == Declaration.Kind.KEY;
        if (supplier.isMarked(key ? Annotations.ARG : Annotations.KEY)) {
            problem(
                    supplier.parameter(),
                    at(
                                    declaration.place(),
                                    "type-mismatch",
                                    "\"" + declaration.name() + "\" is declared with " + (key ? "@key" : "@arg")
                                            + ", but the "
                                            + (supplier.path().isEmpty() ? "parameter" : "component") + " is marked "
                                            + (key ? "@Arg" : "@Key"))
                            .hint("mark it " + (key ? "@Key" : "@Arg")));
        }
    }

    private void reportTypeOfItsOwn(Declaration declaration, Supplied supplier) {
        Annotations.ARG
                .memberOn(supplier.element(), "type")
                .filter(type -> !type.strip().equals(declaration.type().notation()))
                .ifPresent(type -> problem(
                        supplier.parameter(),
                        at(
                                        declaration.place(),
                                        "type-mismatch",
                                        "the type of \"" + declaration.name()
                                                + "\" is declared here, and @Arg has another one")
                                .hint("remove the type from @Arg")));
    }

    /** An error at a place of the script, or at one of the method alone. */
    private static Diagnostic at(Optional<Label> place, String code, String message) {
        return place.map(label -> at(label, code, message)).orElseGet(() -> Diagnostic.error(code, message));
    }

    private static Diagnostic at(Label place, String code, String message) {
        return Diagnostic.error(code, message, place.file(), place.span());
    }

    private void problem(Element element, Diagnostic diagnostic) {
        problems.add(new Problem(element, Optional.empty(), diagnostic));
    }
}
