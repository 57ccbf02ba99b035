package dev.moonlet.analysis;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Node;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.CheckOptions;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.link.CalledScripts;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.script.link.LinkedFunctions;
import dev.moonlet.script.link.LinkedPlaces;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a script. Immutable.
 *
 * @param chunk the linked text, as Redis sees it
 * @param places where it comes from
 * @param bindings what its names mean
 * @param types what its expressions can be
 * @param definitions what its locals are
 * @param functions its functions, and those of its modules and of the scripts that it calls
 * @param exits where its ways end
 * @param knownKeys the keys that it knows to be there
 * @param results what it returns
 * @param signature what it declares
 * @param declarations the keys and arguments that its lines declare, by line
 * @param constants the enums whose tables its lines declare, by line
 * @param called which scripts it calls
 * @param checks the options of the checks
 * @param commands the commands that it calls
 * @param library the functions of a library of Redis Functions; empty if it is a script
 * @param tables what is declared of the tables that it is given
 * @param askedWhole the locals of which it asks whether they are whole numbers
 */
public record AnalyzedScript(
        Chunk chunk,
        LinkedPlaces places,
        Bindings bindings,
        ValueTypes types,
        Definitions definitions,
        ScriptFunctions functions,
        Exits exits,
        KnownKeys knownKeys,
        ResultValues results,
        ScriptSignature signature,
        Map<Integer, Declaration> declarations,
        Map<Integer, JavaEnum> constants,
        CalledScripts called,
        CheckOptions checks,
        CommandCalls commands,
        Optional<LibraryFunctions> library,
        Optional<DeclaredTables> tables,
        Set<Variable> askedWhole) {

    private static final Set<String> METATABLES = Set.of("getmetatable", "setmetatable");

    /** Analyzes a linked script, with what it declares. */
    public static AnalyzedScript of(LinkedChunk linked, ScriptSignature signature) {
        Block block = linked.chunk().block();
        Bindings bindings = linked.bindings();
        Block body = ResultValues.body(block, linked.places());
        LinkedFunctions around = LinkedFunctions.of(linked.chunk(), linked.places());
        Definitions definitions = Definitions.of(block, body, bindings, around);
        ScriptFunctions functions = ScriptFunctions.of(linked, bindings, definitions, around);
        Exits exits = new Exits(block, bindings, functions.all(), functions::at);
        StoredValues stored = StoredValues.of(block, bindings, definitions);
        SingleValues single = SingleValues.of(bindings, definitions, functions);
        CommandCalls commands = CommandCalls.of(block, bindings, definitions, functions, stored, single);
        Optional<LibraryFunctions> library = LibraryFunctions.of(linked.chunk(), bindings);
        AnalyzedScript untyped = new AnalyzedScript(
                linked.chunk(),
                linked.places(),
                bindings,
                new ValueTypes(new IdentityHashMap<>(), new IdentityHashMap<>(), Set.of()),
                definitions,
                functions,
                exits,
                KnownKeys.of(linked.chunk(), bindings, definitions, commands, functions),
                ResultValues.of(
                        linked.callbacks().size() == 1
                                ? linked.callbacks().get(0).block()
                                : body,
                        linked.callbacks().size() == 1 ? List.of() : linked.callbacks(),
                        bindings,
                        definitions,
                        functions,
                        single,
                        signature),
                signature,
                linked.declarations(),
                linked.constants(),
                linked.called(),
                linked.checks(),
                commands,
                library,
                Optional.empty(),
                WholeQuestions.of(block, bindings, functions));
        DeclaredTables tables = DeclaredTables.of(untyped);
        return untyped.typed(
                tables,
                FlowAnalyzer.analyze(
                        block,
                        bindings,
                        definitions,
                        exits,
                        commands,
                        functions,
                        declared(linked, bindings),
                        tables,
                        stored,
                        library));
    }

    private AnalyzedScript typed(DeclaredTables declared, ValueTypes found) {
        return new AnalyzedScript(
                chunk,
                places,
                bindings,
                found,
                definitions,
                functions,
                exits,
                knownKeys,
                results,
                signature,
                declarations,
                constants,
                called,
                checks,
                commands,
                library,
                Optional.of(declared),
                askedWhole);
    }

    /** What the declared keys and arguments are. */
    private static Map<Variable, ValueType> declared(LinkedChunk linked, Bindings bindings) {
        Map<Variable, ValueType> declared = new HashMap<>();
        for (Variable variable : bindings.variables()) {
            declaration(linked.chunk(), linked.declarations(), variable)
                    .filter(declaration -> bindings.writes(variable) == 0)
                    .ifPresent(declaration -> declared.put(variable, ValueType.declared(declaration.type())));
        }
        return declared;
    }

    /** What declares a variable; empty if it is no key and no argument. */
    private static Optional<Declaration> declaration(
            Chunk chunk, Map<Integer, Declaration> declarations, Variable variable) {
        int line = chunk.file().line(variable.declaration().start());
        return Optional.ofNullable(declarations.get(line))
                .filter(declaration -> declaration.name().equals(variable.name()));
    }

    /**
     * Whether commands come before the call of a function of the script, other than those inside of that function: they may tell what is
     * there.
     */
    public boolean commandsBefore(Expression.Call call) {
        Optional<FunctionBody> function = functions().at(call.callee());
        boolean later = functions().all().stream() // what was done when it is called is not known
                .anyMatch(body ->
                        places().isCopied(body.start()) && body.start() < call.start() && call.end() < body.end());
        return commands().all().stream()
                .filter(command -> later || command.node().start() < call.start())
                .anyMatch(command -> function.filter(
                                body -> body.start() < command.node().start()
                                        && command.node().end() < body.end())
                        .isEmpty());
    }

    /** A part of the linked text. */
    public String text(Node node) {
        return chunk.file().text(new Span(node.start(), node.end()));
    }

    /** Whether operators and methods of tables may be functions of the script: it uses metatables. */
    public boolean changesTables() {
        return bindings.globalReads().stream().anyMatch(name -> METATABLES.contains(name.name()));
    }

    /** Whether replies may be those of RESP3: the script calls {@code redis.setresp}. */
    public boolean setsProtocol() {
        return CallTypes.setsProtocol(chunk.block(), bindings);
    }

    /** Those of {@code KEYS} and {@code ARGV} into which the script puts nothing itself. */
    public Set<String> unchangedInput() {
        AskedElements asked = AskedElements.of(chunk.block(), bindings);
        return Stream.of("ARGV", "KEYS").filter(list -> !asked.isChanged(list)).collect(Collectors.toUnmodifiableSet());
    }

    /** The locals of which a condition asks whether they are there, and the tables of which one asks that of an element. */
    public Set<Variable> askedVariables() {
        return AskedElements.of(chunk.block(), bindings).asked();
    }

    /** An error at a place of the linked text. */
    public Diagnostic error(String code, String message, Node node) {
        return Diagnostic.error(code, message, chunk.file(), new Span(node.start(), node.end()));
    }

    /** A warning at a place of the linked text. */
    public Diagnostic warning(String code, String message, Node node) {
        return warning(code, message, new Span(node.start(), node.end()));
    }

    /** A warning at a place of the linked text. */
    public Diagnostic warning(String code, String message, Span span) {
        return Diagnostic.warning(code, message, chunk.file(), span);
    }

    /** Whether a variable is declared by a line of a file, and not by a line that Moonlet wrote. */
    public boolean isWritten(Variable variable) {
        return places.isCopied(variable.declaration().start());
    }

    /** Whether a variable is declared by a directive: a key or an argument. */
    public boolean isDeclared(Variable variable) {
        return declaration(chunk, declarations, variable).isPresent();
    }

    /** What declares a variable; empty if it is no key and no argument. */
    public Optional<Declaration> declaration(Variable variable) {
        return declaration(chunk, declarations, variable);
    }

    /** The key or the argument that a name means; empty if it is none, or another value may be assigned to it. */
    public Optional<Declaration> declaration(Expression.Variable reference) {
        return bindings.variable(reference)
                .filter(variable -> bindings.writes(variable) == 0)
                .flatMap(variable -> declaration(chunk, declarations, variable));
    }

    /** The enum of Java whose table a name means; empty if it is none, or another value may be assigned to it. */
    public Optional<JavaEnum> javaEnum(Expression.Variable reference) {
        return bindings.variable(reference)
                .filter(variable -> bindings.writes(variable) == 0)
                .flatMap(variable -> Optional.ofNullable(
                        constants.get(chunk.file().line(variable.declaration().start()))));
    }

    /** The script that a function runs, which a local may hold; empty if it is another function. */
    public Optional<CalledScripts.Called> called(Expression function) {
        Expression path = definitions().resolved(function);
        Span callee = new Span(path.start(), path.end());
        return called.isEmpty() || !places.isCopied(callee.start())
                ? Optional.empty()
                : called.at(places.source(callee));
    }

    /** What is declared of an expression that is a part of an argument. */
    public Optional<LuaType> declaredPart(Expression expression) {
        return tables.flatMap(declared -> declared.type(expression));
    }

    /** The type that an argument is declared with; empty if a name is none, or another value may be assigned to it. */
    public Optional<LuaType> declaredType(Expression.Variable reference) {
        return declaration(reference)
                .filter(declaration -> declaration.kind() != Declaration.Kind.KEY)
                .map(Declaration::type);
    }

    /** The line of the linked text that holds an offset. */
    public int linkedLine(int offset) {
        return chunk.file().line(offset);
    }

    /** Whether two places of the linked text are in the same file. */
    public boolean isSameFile(Span a, Span b) {
        return places.file(a.start()).equals(places.file(b.start()));
    }
}
