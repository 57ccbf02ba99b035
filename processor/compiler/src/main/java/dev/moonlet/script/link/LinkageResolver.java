package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.script.file.Reference;
import dev.moonlet.script.file.ScriptFiles;
import dev.moonlet.source.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Follows the references of a script: its modules, the scripts that it calls, and theirs. */
final class LinkageResolver {

    /** A file that is linked as its own unit, and how it was found. */
    private record Found(ParsedFile file, boolean module, List<Label> chain) {}

    private final ScriptFiles files;
    private final Diagnostics diagnostics;
    private final IncludeResolver includes;
    private final Deque<Found> pending = new ArrayDeque<>();
    private final Set<String> foundModules = new HashSet<>();
    private final Set<String> foundScripts = new HashSet<>();
    private final Map<String, Unit> modules = new LinkedHashMap<>();
    private final Map<String, Unit> scripts = new LinkedHashMap<>();
    private final Map<String, SortedSet<String>> spellings = new HashMap<>();
    private final Map<String, Label> firstPlaces = new HashMap<>();
    private final Set<Label> ambiguous = new HashSet<>();
    private final RequireCycles cycles = new RequireCycles();

    private LinkageResolver(ScriptFiles files, boolean acrossFunctions, Diagnostics diagnostics) {
        this.files = files;
        this.diagnostics = diagnostics;
        this.includes = new IncludeResolver(files, acrossFunctions, diagnostics);
    }

    /**
     * Everything that a script needs, as far as it can be found; what can't is an error.
     *
     * @param acrossFunctions whether a function may use what is declared around it in place of what it includes itself
     */
    static Linkage resolve(ScriptFiles files, ParsedFile main, boolean acrossFunctions, Diagnostics diagnostics) {
        LinkageResolver resolver = new LinkageResolver(files, acrossFunctions, diagnostics);
        Unit unit = resolver.unit(new Found(main, false, List.of()));
        while (!resolver.pending.isEmpty()) {
            Found found = resolver.pending.remove();
            if (found.module()) {
                resolver.modules.put(found.file().name(), resolver.unit(found));
            } else if (found.file().name().equals(main.name())) {
                resolver.scripts.put(main.name(), unit);
            } else {
                resolver.scripts.put(found.file().name(), resolver.unit(found));
            }
        }
        resolver.cycles.report(diagnostics);
        return new Linkage(
                unit, List.copyOf(resolver.modules.values()), resolver.spellings, resolver.scripts, resolver.ambiguous);
    }

    private Unit unit(Found found) {
        Splice splice = includes.resolve(found.file(), found.module(), found.chain());
        ScriptSignature signature = signature(found, splice);
        Map<List<String>, String> calls = new HashMap<>();
        Map<SourceFile, ParsedFile> parts = new HashMap<>();
        OwnNames own = OwnNames.of(splice);
        splice.forEach(part -> parts.put(part.file().file(), part.file()));
        splice.forEach(part -> part.file()
                .library()
                .filter(library -> !part.chain().isEmpty())
                .ifPresent(library -> diagnostics.add(library.reachedBy(part.chain()))));
        splice.forEach(part -> {
            for (Reference reference : part.file().references()) {
                int line = part.file().file().line(reference.span().start());
                if (own.contains(part, reference.name(), line)) {
                    continue;
                }
                if (reference instanceof Reference.Unclear unclear) {
                    diagnostics.add(unclear.diagnostic().reachedBy(part.chain()));
                } else if (reference instanceof Reference.Require require) {
                    require(found, part, require, parts);
                } else if (reference instanceof Reference.Call call) {
                    call(found, part, call).ifPresent(name -> calls.put(call.path(), name));
                }
            }
        });
        return new Unit(splice, signature, calls);
    }

    private ScriptSignature signature(Found found, Splice splice) {
        if (found.module()) {
            return SignatureReader.ofModule(splice, diagnostics);
        }
        return found.file().library().isPresent()
                ? SignatureReader.ofLibrary(splice, diagnostics)
                : SignatureReader.read(splice, diagnostics);
    }

    /** Whether a part of a unit is inside a function of a file that includes it. */
    private static boolean isInFunction(Splice part, Map<SourceFile, ParsedFile> parts) {
        return part.chain().stream()
                .takeWhile(label -> label.text().equals(Splice.INCLUDED))
                .anyMatch(label -> {
                    ParsedFile includer = parts.get(label.file());
                    return includer != null
                            && includer.outline()
                                    .isInFunction(label.file().line(label.span().start()));
                });
    }

    private void require(Found from, Splice part, Reference.Require require, Map<SourceFile, ParsedFile> parts) {
        Optional<String> name = files.moduleName(require.module());
        if (name.isEmpty()) {
            diagnostics.add(ScriptFiles.outsideRoot("module", require.module(), part.file(), require.span())
                    .reachedBy(part.chain()));
            return;
        }
        List<Label> chain = chain(part, require, Splice.REQUIRED);
        Optional<ParsedFile> file = parse(part, require, name.get(), chain, "module-not-found", "module");
        if (file.isEmpty()) {
            return;
        }
        if (from.module() && !require.deferred() && !isInFunction(part, parts)) {
            cycles.add(from.file().name(), name.get(), new Label(part.file().file(), require.span(), ""), part.chain());
        }
        spellings
                .computeIfAbsent(name.get(), module -> Linkage.sorted(require.module()))
                .add(require.module());
        notePlace("module " + name.get(), chain.get(0));
        if (foundModules.add(name.get())) {
            pending.add(new Found(file.get(), true, chain));
        }
    }

    private Optional<String> call(Found from, Splice part, Reference.Call call) {
        String name = files.calledName(ScriptName.folder(from.file().name()), call.path());
        List<Label> chain = chain(part, call, Splice.CALLED);
        Optional<ParsedFile> file = parse(part, call, name, chain, "script-not-found", "script");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        notePlace("script " + name, chain.get(0));
        if (foundScripts.add(name)) {
            pending.add(new Found(file.get(), false, chain));
        }
        return Optional.of(name);
    }

    private Optional<ParsedFile> parse(
            Splice part, Reference reference, String name, List<Label> chain, String code, String what) {
        Diagnostics found = new Diagnostics();
        Optional<ParsedFile> file = files.parse(name, chain, found);
        if (file.isEmpty() && !found.hasErrors()) {
            String written = reference instanceof Reference.Call call
                    ? call.text()
                    : "\"" + ((Reference.Require) reference).module() + "\"";
            String module = reference instanceof Reference.Require require ? require.module() : "";
            Diagnostic error = files.located(Diagnostic.error(code, what + " not found: " + written), module, name)
                    .at(part.file().file(), reference.span())
                    .reachedBy(part.chain());
            boolean folder = reference instanceof Reference.Call && files.isFolder(name);
            Optional<String> near = folder ? Optional.empty() : files.nearest(name);
            found.add(near.map(meant -> error.hint(SpellChecker.question(spelled(reference, meant)))
                            .meant(reference.span(), Optional.of(spelled(reference, meant))))
                    .orElse(
                            folder
                                    ? error.hint("that is a folder; write out the script in it: CALL.folder.script")
                                    : error));
        }
        diagnostics.addAll(found);
        return file;
    }

    private static String spelled(Reference reference, String name) {
        return reference instanceof Reference.Call ? "CALL." + name.replace('/', '.') : "\"" + name + "\"";
    }

    private static List<Label> chain(Splice part, Reference reference, String how) {
        List<Label> chain = new ArrayList<>();
        chain.add(new Label(part.file().file(), reference.span(), how));
        chain.addAll(part.chain());
        return chain;
    }

    /** Where a unit can be reached from several places, an error that happens in it names none of them. */
    private void notePlace(String unit, Label place) {
        Label first = firstPlaces.putIfAbsent(unit, place);
        if (first != null) {
            ambiguous.add(first);
        }
    }
}
