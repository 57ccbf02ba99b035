package dev.moonlet.lsp;

import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.directive.Directive;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the enums of Java that scripts name. */
final class NamedEnums {

    private NamedEnums() {}

    /** The enum that a name at an offset means; empty if it means something else, or if the enum is not found. */
    static Optional<JavaEnum> at(Document document, String name, int offset) {
        boolean local = ScopeResolver.resolve(document.file().chunk().block()).visibleAt(offset).stream()
                .anyMatch(variable -> variable.name().equals(name));
        if (local || Sandbox.get().hasGlobal(name)) {
            return Optional.empty();
        }
        return directives(document, name)
                .filter(Directive.Constants.class::isInstance)
                .map(Directive.Constants.class::cast)
                .findFirst()
                .flatMap(document.scripts().compiler()::javaEnum);
    }

    /** The directives that declare a name: those of the script, of what it includes, then of what includes it, read as they are needed. */
    private static Stream<Directive> directives(Document document, String name) {
        Stream<FoundName> own = FoundName.declared(document.file()).stream();
        Stream<FoundName> included = document.scripts().graph().included(Set.of(document.name())).stream()
                .flatMap(file -> document.scripts().file(file).stream())
                .flatMap(file -> FoundName.declared(file).stream());
        Stream<FoundName> including = Stream.of(document).flatMap(part -> FoundName.surrounding(part).stream());
        return Stream.concat(own, Stream.concat(included, including))
                .filter(found -> found.name().equals(name))
                .flatMap(found -> found.directive().stream());
    }
}
