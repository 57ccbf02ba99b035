package dev.moonlet.lsp;

import dev.moonlet.lua.Identifiers;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.ParsedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Renames locals, keys and arguments, in all files that use them. */
final class Rename {

    /**
     * What a rename changes.
     *
     * @param edit the changes
     * @param note what has to be changed by hand: the Java interfaces; empty if there is nothing
     */
    record Result(WorkspaceEdit edit, Optional<String> note) {}

    private Rename() {}

    /** The name at an offset, if it can be renamed. */
    static Optional<Range> range(Document document, int offset) {
        return FoundName.at(document, offset).flatMap(found -> {
            List<FoundName.Place> places = new ArrayList<>(found.uses(document.scripts()));
            places.add(new FoundName.Place(found.owner(), found.declaration()));
            return places.stream()
                    .filter(place -> place.file().name().equals(document.name()))
                    .filter(place -> place.span().start() <= offset
                            && offset <= place.span().end())
                    .findFirst()
                    .map(place -> Positions.range(document.source(), place.span()));
        });
    }

    /**
     * Renames what the name at an offset means.
     *
     * @throws ResponseErrorException if nothing can be renamed there, or if the new name can't be used
     */
    static Result to(String name, Document document, int offset) {
        FoundName found = FoundName.at(document, offset)
                .orElseThrow(() -> refusal("there is no local, key, argument or enum here"));
        if (!Identifiers.isName(name)) {
            throw refusal("\"" + name + "\" can't be a name in Lua");
        }
        if (Sandbox.get().hasGlobal(name)) {
            throw refusal("\"" + name + "\" is a global of Redis");
        }
        List<FoundName.Place> places =
                new ArrayList<>(List.of(new FoundName.Place(found.owner(), found.declaration())));
        places.addAll(found.uses(document.scripts()));
        found.around(document.scripts()).forEach(file -> requireFree(name, file));
        Map<String, List<TextEdit>> changes = new LinkedHashMap<>();
        for (FoundName.Place place : places) {
            Location location = Locations.of(document.scripts(), place.file(), place.span())
                    .orElseThrow(() -> refusal("\"" + found.name() + "\" is also used in a jar"));
            changes.computeIfAbsent(location.getUri(), uri -> new ArrayList<>())
                    .add(new TextEdit(location.getRange(), name));
        }
        return new Result(new WorkspaceEdit(changes), note(document, found, name));
    }

    private static void requireFree(String name, ParsedFile file) {
        boolean taken = ScopeResolver.resolve(file.chunk().block()).variables().stream()
                        .anyMatch(variable -> variable.name().equals(name))
                || FoundName.declared(file).stream()
                        .anyMatch(declared -> declared.name().equals(name));
        if (taken) {
            throw refusal("\"" + name + "\" is declared in " + file.file().path() + " already");
        }
    }

    private static Optional<String> note(Document document, FoundName found, String name) {
        if (found.directive().filter(Directive.Declared.class::isInstance).isEmpty()) {
            return Optional.empty();
        }
        Set<String> scripts = document.scripts().graph().affected(found.owner().name());
        List<String> interfaces = JavaInterfaces.of(document.scripts().project(), scripts).stream()
                .map(location ->
                        Workspace.path(location.getUri()).map(Object::toString).orElse(""))
                .distinct()
                .toList();
        return interfaces.isEmpty()
                ? Optional.empty()
                : Optional.of("rename the Java parameter of \"" + found.name() + "\" to \"" + name
                        + "\" too, or annotate it: " + String.join(", ", interfaces));
    }

    private static ResponseErrorException refusal(String message) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams, message, null));
    }
}
