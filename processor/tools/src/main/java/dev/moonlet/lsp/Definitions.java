package dev.moonlet.lsp;

import dev.moonlet.script.directive.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Location;

/**
 * Finds where something is defined: a name, an enum of Java or its constant, a file that is named, and for the declaration of a key or
 * an argument, the Java interface.
 */
final class Definitions {

    private Definitions() {}

    static List<Location> at(Document document, int offset) {
        List<String> files = FoundFiles.at(document, offset);
        if (!files.isEmpty()) {
            return files.stream()
                    .flatMap(file -> Locations.of(document.scripts(), file).stream())
                    .toList();
        }
        Optional<Directive.Constants> java = document.file().directives().stream()
                .filter(Directive.Constants.class::isInstance)
                .map(Directive.Constants.class::cast)
                .filter(constants -> constants.nameSpan().start() <= offset
                        && offset <= constants.typeSpan().end())
                .findFirst();
        if (java.isPresent()) {
            return JavaSources.ofEnum(document, java.get().type());
        }
        Optional<EnumConstant> constant = EnumConstant.at(document, offset);
        if (constant.isPresent()) {
            return constant.get().declarations(document);
        }
        Optional<FoundName> found = FoundName.at(document, offset);
        List<Location> locations = new ArrayList<>();
        found.flatMap(name -> Locations.of(document.scripts(), name.owner(), name.declaration()))
                .ifPresent(locations::add);
        boolean atDeclaration = found.filter(name -> name.directive().isPresent()
                        && name.owner().name().equals(document.name())
                        && name.declaration().start() <= offset
                        && offset <= name.declaration().end())
                .isPresent();
        if (atDeclaration) {
            List<Location> interfaces = JavaInterfaces.of(document);
            return interfaces.isEmpty() ? locations : interfaces;
        }
        return locations;
    }
}
