package dev.moonlet.lsp;

import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.Location;

/** Finds where a name is used, or a file that is named, or at a place without a name the script itself. */
final class References {

    private References() {}

    static List<Location> at(Document document, int offset, boolean declaration) {
        Optional<EnumConstant> constant = EnumConstant.at(document, offset);
        if (constant.isPresent()) {
            List<Location> named = new ArrayList<>(declaration ? constant.get().declarations(document) : List.of());
            named.addAll(constant.get().uses(document, offset));
            return named;
        }
        Optional<FoundName> found = FoundName.at(document, offset);
        if (found.isEmpty()) {
            List<String> named = FoundFiles.at(document, offset);
            boolean word = !Word.at(document.source(), offset).text().isEmpty();
            return named.isEmpty() && word
                    ? List.of() // a name that means nothing that is known
                    : ofFile(document, named.isEmpty() ? document.name() : named.get(0));
        }
        List<Location> locations = new ArrayList<>();
        FoundName name = found.get();
        if (declaration) {
            Locations.of(document.scripts(), name.owner(), name.declaration()).ifPresent(locations::add);
        }
        name.uses(document.scripts()).forEach(place -> Locations.of(document.scripts(), place.file(), place.span())
                .ifPresent(locations::add));
        return locations;
    }

    /** Where scripts name a file, and the Java interfaces that bind it. */
    private static List<Location> ofFile(Document document, String name) {
        ScriptSet scripts = document.scripts();
        Set<String> users = scripts.graph().users(name).stream()
                .map(edge -> edge.from())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Location> locations = new ArrayList<>();
        for (String user : users) {
            scripts.file(user).ifPresent(file -> {
                for (Directive directive : file.directives()) {
                    if (directive instanceof Directive.Include include
                            && scripts.compiler().included(file, include).contains(name)) {
                        Locations.of(scripts, file, include.pathSpan()).ifPresent(locations::add);
                    }
                }
                for (Reference reference : file.references()) {
                    if (scripts.compiler()
                            .target(user, reference)
                            .filter(name::equals)
                            .isPresent()) {
                        Locations.of(scripts, file, reference.span()).ifPresent(locations::add);
                    }
                }
            });
        }
        locations.addAll(JavaInterfaces.of(scripts.project(), Set.of(name)));
        return locations;
    }
}
