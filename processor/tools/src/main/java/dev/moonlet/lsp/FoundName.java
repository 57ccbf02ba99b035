package dev.moonlet.lsp;

import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.lua.scope.VariableUses;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A local, a key, an argument or an enum of Java that a name means.
 *
 * @param name the name
 * @param owner the file that declares it
 * @param declaration where that declares it
 * @param variable the variable of the file, if code declares it
 * @param directive what declares it, if that is a directive
 */
record FoundName(
        String name, ParsedFile owner, Span declaration, Optional<Variable> variable, Optional<Directive> directive) {

    /** So many of the files that include one are asked for what they declare. */
    private static final int MOST_INCLUDING = 50;

    /** A place of a file. */
    record Place(ParsedFile file, Span span) {}

    /** What the name at an offset of a script means; empty if there is none, or if nothing declares it. */
    static Optional<FoundName> at(Document document, int offset) {
        ParsedFile file = document.file();
        Optional<FoundName> directive = declared(file).stream()
                .filter(name -> isIn(name.declaration(), offset))
                .findFirst();
        if (directive.isPresent()) {
            return directive;
        }
        Bindings bindings = ScopeResolver.resolve(file.chunk().block());
        Optional<Variable> declared = bindings.variables().stream()
                .filter(variable -> variable.kind() != Variable.Kind.IMPLICIT)
                .filter(variable -> isIn(variable.declaration(), offset))
                .findFirst();
        if (declared.isPresent()) {
            return declared.map(variable -> of(file, variable));
        }
        return VariableUses.at(file.chunk().block(), offset).flatMap(name -> bindings.variable(name)
                .map(variable -> of(file, variable))
                .or(() -> declaredAround(document, name.name())));
    }

    private static boolean isIn(Span span, int offset) {
        return span.start() <= offset && offset <= span.end();
    }

    /** What the directives of a file declare. */
    static List<FoundName> declared(ParsedFile file) {
        List<FoundName> declared = new ArrayList<>();
        for (Directive directive : file.directives()) {
            if (directive instanceof Directive.Declared entry) {
                declared.add(of(file, entry.name(), entry.nameSpan(), directive));
            } else if (directive instanceof Directive.Constants constants) {
                declared.add(of(file, constants.name(), constants.nameSpan(), directive));
            }
        }
        return declared;
    }

    private static FoundName of(ParsedFile file, String name, Span declaration, Directive directive) {
        return new FoundName(name, file, declaration, Optional.empty(), Optional.of(directive));
    }

    private static FoundName of(ParsedFile file, Variable variable) {
        return new FoundName(variable.name(), file, variable.declaration(), Optional.of(variable), Optional.empty());
    }

    /** The keys and arguments that a file declares. */
    static List<Directive.Declared> directives(ParsedFile file) {
        return file.directives().stream()
                .filter(Directive.Declared.class::isInstance)
                .map(Directive.Declared.class::cast)
                .toList();
    }

    /** What a file declares for those that it is spliced with: directives, and locals outside of functions and blocks. */
    static List<FoundName> offered(ParsedFile file) {
        List<FoundName> offered = new ArrayList<>(declared(file));
        ScopeResolver.resolve(file.chunk().block()).variables().stream()
                .filter(variable -> variable.isInScopeAt(Integer.MAX_VALUE))
                .forEach(variable -> offered.add(of(file, variable)));
        return offered;
    }

    /** What all files declare that include one: each of them may do so behind what it declares. */
    static List<FoundName> surrounding(Document document) {
        ScriptSet reading = document.scripts().holding(Set.of());
        List<FoundName> common = List.of();
        boolean first = true;
        for (String including : new TreeSet<>(document.scripts().graph().including(document.name()))
                .stream().limit(MOST_INCLUDING).toList()) {
            List<FoundName> offered =
                    reading.file(including).map(FoundName::offered).orElse(List.of());
            Set<String> names = offered.stream().map(FoundName::name).collect(Collectors.toSet());
            common = first
                    ? offered
                    : common.stream()
                            .filter(found -> names.contains(found.name()))
                            .toList();
            if (common.isEmpty()) {
                return common;
            }
            first = false;
        }
        return common;
    }

    /** What a file and those that are spliced with it declare, its own first. */
    private static Optional<FoundName> declaredAround(Document document, String name) {
        Set<String> files = new TreeSet<>(document.scripts().graph().splicedWith(document.name()));
        Set<String> own = document.scripts().graph().included(Set.of(document.name()));
        List<String> ordered = new ArrayList<>(List.of(document.name()));
        files.stream().filter(own::contains).forEach(ordered::add);
        files.stream().filter(file -> !own.contains(file)).forEach(ordered::add);
        return ordered.stream()
                .flatMap(file -> document.scripts().file(file).stream())
                .flatMap(file -> offered(file).stream())
                .filter(found -> found.name().equals(name))
                .findFirst();
    }

    /** Whether other files can use it by its name. */
    boolean isOffered() {
        return variable.isEmpty() || variable.get().isInScopeAt(Integer.MAX_VALUE);
    }

    /** The files in which another name could hide it, or be hidden: its own, and those that are spliced with it. */
    List<ParsedFile> around(ScriptSet scripts) {
        ScriptSet reading = scripts.holding(Set.of());
        return new TreeSet<>(scripts.graph().splicedWith(owner.name()))
                .stream().flatMap(name -> reading.file(name).stream()).toList();
    }

    /** Where it is used, in its file and in those that are spliced with it; its declaration is not among these. */
    List<Place> uses(ScriptSet scripts) {
        List<Place> uses = new ArrayList<>();
        Bindings bindings = ScopeResolver.resolve(owner.chunk().block());
        List<Span> own = variable.isPresent()
                ? bindings.variables().stream()
                        .filter(candidate -> candidate.declaration().equals(declaration))
                        .findFirst()
                        .map(same -> VariableUses.of(owner.chunk().block(), bindings, same))
                        .orElse(List.of())
                : VariableUses.ofGlobal(owner.chunk().block(), bindings, name);
        own.forEach(span -> uses.add(new Place(owner, span)));
        if (!isOffered()) {
            return uses;
        }
        keyExpressions(owner).forEach(uses::add);
        ScriptSet reading = scripts.holding(Set.of());
        for (String other : new TreeSet<>(scripts.graph().splicedWith(owner.name()))) {
            if (!other.equals(owner.name())) {
                reading.file(other).filter(file -> !declares(file)).ifPresent(file -> {
                    Bindings free = ScopeResolver.resolve(file.chunk().block());
                    VariableUses.ofGlobal(file.chunk().block(), free, name)
                            .forEach(span -> uses.add(new Place(file, span)));
                    keyExpressions(file).forEach(uses::add);
                });
            }
        }
        return uses;
    }

    /** Whether a file declares the name itself, as several may that name an enum. */
    private boolean declares(ParsedFile file) {
        return declared(file).stream().anyMatch(found -> found.name().equals(name));
    }

    /** Where a computed key names it. */
    private List<Place> keyExpressions(ParsedFile file) {
        List<Place> places = new ArrayList<>();
        for (Directive.Declared declared : directives(file)) {
            if (declared instanceof Directive.Key key && key.expression().isPresent()) {
                key.expression().get().parts().forEach(part -> {
                    if (part instanceof dev.moonlet.script.KeyExpression.Name used
                            && used.name().equals(name)) {
                        places.add(new Place(file, used.span()));
                    }
                });
            }
        }
        return places;
    }
}
