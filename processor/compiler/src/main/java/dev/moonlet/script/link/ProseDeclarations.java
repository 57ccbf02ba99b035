package dev.moonlet.script.link;

import dev.moonlet.script.LuaType;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.directive.NameUses;
import dev.moonlet.script.file.ParsedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes those declarations with two dashes for documentation whose names a script never uses, while it takes its keys or
 * arguments from {@code KEYS} or {@code ARGV} itself.
 */
final class ProseDeclarations {

    private final List<ParsedFile> files;
    private final boolean module;

    private ProseDeclarations(List<ParsedFile> files, boolean module) {
        this.files = files;
        this.module = module;
    }

    /**
     * A main file and what it includes, without such declarations.
     *
     * @param module whether it is a module, which has no keys and arguments
     */
    static Splice remove(Splice main, boolean module) {
        List<ParsedFile> files = new ArrayList<>();
        boolean[] open = {false};
        main.forEach(splice -> {
            files.add(splice.file());
            open[0] |= !splice.file().tags().unlessUnused().isEmpty();
        });
        if (!open[0]) {
            return main;
        }
        ProseDeclarations declarations =
                new ProseDeclarations(files.stream().distinct().toList(), module);
        Map<ParsedFile, ParsedFile> kept = new HashMap<>();
        return main.withFiles(file -> kept.computeIfAbsent(file, declarations::withoutProse));
    }

    private ParsedFile withoutProse(ParsedFile file) {
        Set<Directive.Declared> prose = new HashSet<>();
        for (Directive.Declared directive : file.tags().unlessUnused().keySet()) {
            if (isRead(directive) && !isUsed(file, directive) && !isOneOfSeveral(directive)) {
                prose.add(directive);
            }
        }
        return prose.isEmpty() ? file : file.without(prose);
    }

    private boolean isRead(Directive.Declared directive) {
        return module
                || files.stream()
                        .map(ParsedFile::uses)
                        .anyMatch(directive instanceof Directive.Key ? NameUses::readsKeys : NameUses::readsArguments);
    }

    /** Whether a file uses the name, which is not that of a local. */
    private boolean isUsed(ParsedFile file, Directive.Declared directive) {
        String name = directive.name();
        return file.uses().uses(name)
                || (files.stream().anyMatch(part -> part.uses().uses(name))
                        && files.stream().noneMatch(part -> part.uses().declaresLocal(name)));
    }

    /** Whether it is a bare declaration beside others of its kind, whose entry the script may read by its index. */
    private boolean isOneOfSeveral(Directive.Declared directive) {
        boolean typed = !(directive instanceof Directive.Argument argument) || argument.type() != LuaType.Scalar.ANY;
        boolean bare = directive.description().isEmpty() && typed;
        return bare
                && files.stream().anyMatch(file -> file.directives().stream()
                        .filter(other -> other.getClass() == directive.getClass())
                        .anyMatch(other -> !file.tags().unlessUnused().containsKey(other)));
    }
}
