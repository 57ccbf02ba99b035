package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.redis.Shebang;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.JavaEnum;
import dev.moonlet.script.LinkOptions;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptAccess;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.directive.Directive;
import dev.moonlet.script.file.Documentation;
import dev.moonlet.script.file.ParsedFile;
import dev.moonlet.script.file.ScriptFiles;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Makes one text of a script and of all that it needs. Includes are spliced where they stand; modules and scripts that are
 * called become functions before the script; keys and arguments become locals where they are declared; lines without
 * code are left out. A line stays a line, so that Redis counts as the source map does.
 */
final class Linker {

    private static final int LARGEST_SHOWN = 3;

    private final Linkage linkage;
    private final LinkOptions options;
    private final LinkedText linked;
    private final Splice main;
    private final boolean hasCalls;
    private final EnumTables enums;
    private final Map<Integer, JavaEnum> constants = new HashMap<>();
    private final Map<Integer, Declaration> declarations = new HashMap<>();

    private Linker(Linkage linkage, EnumTables enums, LinkOptions options) {
        this.linkage = linkage;
        this.enums = enums;
        this.options = options;
        this.linked = new LinkedText(options.maxSize());
        this.main = linkage.main().splice();
        this.hasCalls = !linkage.scripts().isEmpty();
    }

    /**
     * Links a script, unless there is an error.
     *
     * @param result what it returns, as is declared elsewhere
     */
    static LoadedScript link(
            ScriptFiles files,
            ParsedFile file,
            ResultDeclaration result,
            LinkOptions options,
            Diagnostics diagnostics) {
        LoadedScript script = linked(files, file, result, options, diagnostics);
        file.library().ifPresent(diagnostics::add);
        return file.library().isPresent() ? script.withoutScript() : script;
    }

    /** Links a library of functions, unless there is an error. Its text is that of its file if it needs no other. */
    static LoadedScript library(ScriptFiles files, ParsedFile file, LinkOptions options, Diagnostics diagnostics) {
        return linked(files, file, ResultDeclaration.NONE, options, diagnostics);
    }

    private static LoadedScript linked(
            ScriptFiles files,
            ParsedFile file,
            ResultDeclaration result,
            LinkOptions options,
            Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        found.addAll(diagnostics);
        LoadedScript script = link(files, file, result, options, true, found);
        if (found.sorted().stream().anyMatch(diagnostic -> diagnostic.code().equals("syntax-limit"))) {
            // A function that uses many locals declared around it may fit if it has its own.
            Diagnostics again = new Diagnostics();
            again.addAll(diagnostics);
            LoadedScript other = link(files, file, result, options, false, again);
            if (!again.hasErrors()) {
                diagnostics.addAll(again);
                return other;
            }
        }
        diagnostics.addAll(found);
        return script;
    }

    private static LoadedScript link(
            ScriptFiles files,
            ParsedFile file,
            ResultDeclaration result,
            LinkOptions options,
            boolean acrossFunctions,
            Diagnostics diagnostics) {
        Linkage resolved = LinkageResolver.resolve(files, file, acrossFunctions, diagnostics);
        Linkage linkage = resolved.returning(result, diagnostics);
        RequestChecker.checkCalled(linkage, diagnostics);
        ScriptSignature signature = signature(linkage, options);
        EnumTables enums = EnumTables.of(linkage, options.enums(), diagnostics);
        if (diagnostics.hasErrors()) {
            return loaded(file, signature, Optional.empty(), Optional.empty());
        }
        Linker linker = new Linker(linkage, enums, options);
        linker.write();
        if (linker.linked.isTooLarge()) {
            diagnostics.add(linker.tooLarge());
            return loaded(file, signature, Optional.empty(), Optional.empty());
        }
        Optional<LinkedChunk> chunk = linker.parse(linker.linked.text(), diagnostics);
        Optional<Script> script = chunk.map(parsed -> linker.script(parsed, linker.wired(linker.exact(parsed))));
        return loaded(file, signature, script, chunk);
    }

    private static ScriptSignature signature(Linkage linkage, LinkOptions options) {
        ScriptSignature declared = linkage.main().signature();
        return declared.keeping(declared.kept().map(kept -> kept.under(options.oncePrefix())));
    }

    private static LoadedScript loaded(
            ParsedFile file, ScriptSignature signature, Optional<Script> script, Optional<LinkedChunk> chunk) {
        Optional<Label> otherResult = file.tags()
                .otherResult()
                .map(other -> new Label(file.file(), other.span(), other.kind().text()));
        return new LoadedScript(file.name(), file.file(), signature, script, chunk, otherResult);
    }

    private Optional<LinkedChunk> parse(String text, Diagnostics diagnostics) {
        return LinkedSyntax.parse(
                        places(text),
                        declarations,
                        constants,
                        CalledScripts.of(linkage),
                        linkage.prose(),
                        options.checks(),
                        diagnostics)
                .map(chunk -> main.file().library().isEmpty()
                        ? chunk
                        : chunk.calling(RegisteredFunctions.of(chunk).callbacks()));
    }

    /** The text that Redis gets: the one that was parsed, with all digits of integers that are joined. */
    private String exact(LinkedChunk parsed) {
        if (isWhole()) {
            return main.file().file().text();
        }
        String text = linked.text();
        if (!JoinedIntegers.mayHaveSome(declarations, text)) {
            return text;
        }
        Chunk chunk = parsed.chunk();
        String exact = JoinedIntegers.of(chunk, ScopeResolver.resolve(chunk.block()), declarations)
                .exact();
        Diagnostics limits = new Diagnostics(); // one that only the longer text passes
        return exact.equals(text) || parse(exact, limits).isEmpty() ? text : exact;
    }

    /** The text whose records are made as the reply has them, where that can be. */
    private WireForm.Text wired(String exact) {
        WireForm.Text unchanged = new WireForm.Text(exact, 0, 0);
        Optional<LuaType> type = linkage.main()
                .signature()
                .result()
                .filter(result -> !result.casts() && WireForm.mayHaveOne(result.type()))
                .map(ScriptSignature.Result::type);
        if (type.isEmpty() || isWhole()) {
            return unchanged;
        }
        Diagnostics limits = new Diagnostics(); // those that only the changed text passes
        return parse(exact, limits)
                .flatMap(parsed -> WireForm.of(parsed.chunk(), type.get()))
                .filter(wired -> parse(wired.text(), limits).isPresent())
                .orElse(unchanged);
    }

    private Script script(LinkedChunk parsed, WireForm.Text wired) {
        List<LinkedText.Run> lines = wired.runs(linked.runs());
        ScriptSignature signature = signature(linkage, options);
        Optional<RequestForm> form = signature
                .request()
                .map(request -> new RequestForm(
                        linkage.main().name(),
                        signature.kept().orElseThrow().seconds(),
                        main.isVararg(),
                        main,
                        main.file().file().line(request.place().span().start())));
        String text = form.map(kept -> kept.text(wired.text())).orElse(wired.text());
        List<LinkedText.Run> runs =
                form.map(kept -> kept.runs(wired.text(), lines)).orElse(lines);
        return new Script(
                linkage.main().name(),
                main.file().file(),
                Documentation.of(main.file()),
                signature,
                linkage.graph(),
                text,
                Digest.sha1(text),
                LinkedLines.map(runs, linkage.ambiguous()),
                form.isEmpty() && !WriteFinder.mayWrite(parsed.chunk()),
                ScriptAccess.UNKNOWN,
                RaisedErrorFinder.find(parsed.chunk().block()),
                SingleCallFinder.mustBeSingle(parsed.chunk(), text),
                Optional.empty());
    }

    private LinkedPlaces places(String text) {
        SourceFile file = main.file().file();
        return new LinkedPlaces(new SourceFile(file.name(), file.path(), text), linked.runs());
    }

    private Diagnostic tooLarge() {
        Diagnostic error = Diagnostic.error(
                "script-too-large",
                "script \"" + linkage.main().name() + "\" is larger than " + options.maxSize()
                        + " bytes when it is linked",
                main.file().file(),
                new Span(0, main.file().file().lineEnd(1)));
        String largest = linked.sizes().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(LARGEST_SHOWN)
                .map(entry -> entry.getKey() + " (" + entry.getValue() + " bytes)")
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return error.note("most of it comes from " + largest)
                .note("include less, say @pragma once, or raise the limit with moonlet.maxSize");
    }

    private LuaResultEncoder encoder() {
        return LuaResultEncoder.of(linkage.main().signature().result(), JsonReturns.isEach(main));
    }

    /** Whether the main file is wrapped in a function: its 200 locals are then its own. */
    private boolean isWrapped() {
        return hasCalls || !linkage.modules().isEmpty() || encoder().isNeeded();
    }

    /** Whether the file is a library that needs nothing else: it is sent as it stands. */
    private boolean isWhole() {
        return main.file().library().isPresent()
                && !isWrapped()
                && main.file().directives().isEmpty();
    }

    private void write() {
        if (isWhole()) {
            SourceFile file = main.file().file();
            int last = file.text().endsWith("\n") ? file.lineCount() - 1 : file.lineCount();
            for (int line = 1; line <= last; line++) {
                linked.addCopied(file.lineText(line), main, line);
            }
            return;
        }
        shebang();
        if (!linkage.modules().isEmpty()) {
            written(ModulesTable.declarations(), main);
        }
        ScriptsTable scripts = new ScriptsTable(linkage.callsByFolder());
        if (hasCalls) {
            written(List.of(scripts.declaration()), main);
        }
        linkage.modules().forEach(this::module);
        linkage.scripts().values().forEach(this::calledScript);
        if (hasCalls) {
            written(scripts.paths(), main);
        }
        main();
    }

    private void shebang() {
        SourceFile file = main.file().file();
        if (Shebang.isIn(file)) {
            linked.addCopied(file.lineText(1), main, 1);
            return;
        }
        for (Directive directive : main.file().directives()) {
            if (directive instanceof Directive.Flags flags) {
                linked.addWritten(
                        Shebang.of(flags.flags()), main, file.line(flags.span().start()));
            }
        }
    }

    private void module(Unit module) {
        SortedSet<String> spellings = linkage.spellings().get(module.name());
        if (spellings == null) {
            throw new IllegalStateException("no file requires " + module.name());
        }
        boolean scoped = openScope(module);
        written(List.of(ModulesTable.opening(spellings, module.splice().isVararg())), module.splice());
        splice(module, module.splice(), false);
        written(List.of(ModulesTable.CLOSING), module.splice());
        written(ModulesTable.aliases(spellings), module.splice());
        closeScope(module, scoped);
    }

    private void calledScript(Unit script) {
        boolean scoped = openScope(script);
        written(
                List.of(
                        ScriptsTable.script(script.name()) + " = function(KEYS, ARGV"
                                + (script.splice().isVararg() ? ", ...)" : ")"),
                        "KEYS, ARGV = KEYS or {}, ARGV or {}"),
                script.splice());
        splice(script, script.splice(), true);
        written(List.of("end"), script.splice());
        closeScope(script, scoped);
    }

    /** Lets {@code CALL} mean what it means in the folder of a unit that makes calls. */
    private boolean openScope(Unit unit) {
        if (unit.calls().isEmpty()) {
            return false;
        }
        written(List.of("do local CALL = " + ScriptsTable.view(unit.folder())), unit.splice());
        return true;
    }

    private void closeScope(Unit unit, boolean scoped) {
        if (scoped) {
            written(List.of("end"), unit.splice());
        }
    }

    private void main() {
        LuaResultEncoder encoder = encoder();
        int place = linkage.main()
                .signature()
                .result()
                .filter(result -> result.place().file() == main.file().file())
                .map(result -> result.place().file().line(result.place().span().start()))
                .orElse(1);
        String result = encoder.isNeeded() ? "local result = " : "return ";
        if (isWrapped()) {
            boolean calls = !linkage.main().calls().isEmpty();
            if (calls) {
                linked.addWritten(
                        "local CALL = " + ScriptsTable.view(linkage.main().folder()), main, place);
            }
            String arguments = main.isVararg() ? "(...)" : "()";
            linked.addWritten(result + "(function" + arguments, main, place);
            splice(linkage.main(), main, false);
            linked.addWritten("end)" + arguments, main, place);
        } else {
            splice(linkage.main(), main, false);
        }
        ResultPlace blamed = ResultPlace.of(main).orElse(new ResultPlace(main, place));
        encoder.closing().forEach(line -> linked.addWritten(line, blamed.splice(), blamed.line()));
    }

    private void written(List<String> lines, Splice splice) {
        lines.forEach(line -> linked.addWritten(line, splice, 1));
    }

    private void splice(Unit unit, Splice splice, boolean called) {
        if (linked.isTooLarge()) {
            return;
        }
        SourceFile file = splice.file().file();
        Map<Integer, Directive> directives = splice.file().directivesByLine();
        CodeLines code = new CodeLines(splice.file().chunk(), options.comments());
        int firstLine = Shebang.isIn(file) ? 2 : 1;
        for (int line = firstLine; line <= file.lineCount(); line++) {
            Directive directive = directives.get(line);
            if (directive instanceof Directive.Include) {
                splice.included(line).forEach(included -> splice(unit, included, called));
            } else if (directive != null) {
                if (directive instanceof Directive.Declared declared) {
                    declare(unit, splice, line, declared, called);
                } else if (directive instanceof Directive.Constants named) {
                    linked.addCopied(enums.line(named), splice, line);
                    enums.type(named).ifPresent(type -> constants.put(linked.lineCount(), type));
                }
            } else if (code.has(line)) {
                linked.addCopied(code.text(line), splice, line);
            }
        }
    }

    /** Whether the script, or a module, reads {@code ARGV} itself; scripts that are called have their own. */
    private boolean readsArguments(Unit unit) {
        return unit.readsArguments() || linkage.modules().stream().anyMatch(Unit::readsArguments);
    }

    /** Adds the line of Lua that replaces a directive. */
    private void declare(Unit unit, Splice splice, int line, Directive.Declared declared, boolean called) {
        ScriptSignature signature = unit.signature();
        List<Declaration> list = declared instanceof Directive.Key ? signature.keys() : signature.arguments();
        int index = 0;
        while (!list.get(index).name().equals(declared.name())) {
            index++;
        }
        Set<String> names =
                signature.declarations().stream().map(Declaration::name).collect(Collectors.toSet());
        LuaArgumentDecoder decoder = new LuaArgumentDecoder(called, names);
        linked.addCopied(decoder.line(list.get(index), signature, readsArguments(unit)), splice, line);
        declarations.put(linked.lineCount(), list.get(index));
    }
}
