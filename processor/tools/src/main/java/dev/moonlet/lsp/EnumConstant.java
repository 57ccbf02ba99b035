package dev.moonlet.lsp;

import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Location;

/**
 * A constant of an enum of Java, where a script names it: {@code Level.LOW}.
 *
 * @param type the enum
 * @param constant the constant
 */
record EnumConstant(JavaEnum type, JavaEnum.Constant constant) {

    /** The constant at an offset of a script; empty if there is none. */
    static Optional<EnumConstant> at(Document document, int offset) {
        Word word = Word.at(document.source(), offset);
        int dot = word.path().indexOf('.');
        return dot < 0
                ? Optional.empty()
                : NamedEnums.at(document, word.path().substring(0, dot), offset)
                        .flatMap(type -> type.constants().stream()
                                .filter(constant -> constant.name().equals(word.text()))
                                .findFirst()
                                .map(constant -> new EnumConstant(type, constant)));
    }

    /** Where Java declares it; none if there is no such source. */
    List<Location> declarations(Document document) {
        return JavaSources.ofConstant(document, type.name(), constant.name());
    }

    /** Where it is named by files that know the enum by the same name as this one at the offset. */
    List<Location> uses(Document document, int offset) {
        Word word = Word.at(document.source(), offset);
        int table = word.span().end() - word.path().length();
        List<Location> uses = new ArrayList<>();
        FoundName.at(document, table)
                .ifPresent(found -> found.uses(document.scripts()).forEach(place -> named(place.file(), place.span())
                        .flatMap(span -> Locations.of(document.scripts(), place.file(), span))
                        .ifPresent(uses::add)));
        return uses;
    }

    /** The name of this constant behind that of the enum. */
    private Optional<Span> named(ParsedFile file, Span table) {
        int start = table.end() + 1;
        Span span = new Span(start, start + constant.name().length());
        String text = file.file().text();
        return text.startsWith("." + constant.name(), table.end())
                        && Word.at(file.file(), start).span().equals(span)
                ? Optional.of(span)
                : Optional.empty();
    }
}
