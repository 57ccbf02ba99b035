package dev.moonlet.script;

import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Label;
import dev.moonlet.generated.SourceMap;
import dev.moonlet.lua.ScriptFlags;
import dev.moonlet.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one text of a script and of what it includes. Includes are spliced where they stand, keys and arguments become
 * locals where they are declared, and lines without code are left out. A line stays a line, so that Redis counts as the
 * source map does.
 */
final class Linker {

    private final ScriptSignature signature;
    private final LinkedText linked = new LinkedText();

    private Linker(ScriptSignature signature) {
        this.signature = signature;
    }

    /** Links a script, unless there is an error. */
    static LoadedScript link(ScriptLoader loader, ParsedFile main, Diagnostics diagnostics) {
        Splice splice = IncludeResolver.resolve(loader, main, diagnostics);
        ScriptSignature signature = SignatureReader.read(splice, diagnostics);
        Optional<Script> script = diagnostics.hasErrors()
                ? Optional.empty()
                : Optional.of(script(main, signature, new Linker(signature).write(splice)));
        Optional<LinkedChunk> linked = script.flatMap(text -> LinkedSyntax.parse(text, splice, diagnostics));
        return new LoadedScript(main.name(), main.file(), signature, script.filter(text -> linked.isPresent()), linked);
    }

    private static Script script(ParsedFile main, ScriptSignature signature, LinkedText linked) {
        String text = linked.text();
        return new Script(
                main.name(),
                main.file(),
                Documentation.of(main),
                signature,
                text,
                Digest.sha1(text),
                linked.sourceMap());
    }

    private LinkedText write(Splice main) {
        SourceFile file = main.file().file();
        if (file.text().startsWith("#!")) {
            linked.addCopied(file.lineText(1), new SourceMap.Place(file.name(), 1), List.of());
        } else {
            flags(main);
        }
        ResultEncoder encoder = ResultEncoder.of(signature.result().map(ScriptSignature.Result::type));
        SourceMap.Place generated = signature
                .result()
                .map(result -> place(result.place()))
                .orElseGet(() -> new SourceMap.Place(file.name(), 1));
        encoder.opening().forEach(line -> linked.addWritten(line, generated));
        splice(main);
        encoder.closing().forEach(line -> linked.addWritten(line, generated));
        return linked;
    }

    /** The first line that Redis 7 reads flags from. */
    private void flags(Splice main) {
        SourceFile file = main.file().file();
        for (Directive directive : main.file().directives()) {
            if (directive instanceof Directive.Flags flags) {
                int line = file.line(flags.span().start());
                linked.addWritten(ScriptFlags.shebang(flags.flags()), new SourceMap.Place(file.name(), line));
            }
        }
    }

    private void splice(Splice splice) {
        SourceFile file = splice.file().file();
        List<SourceMap.Place> chain =
                splice.includedFrom().stream().map(Linker::place).toList();
        Map<Integer, Directive> directives = splice.file().directivesByLine();
        CodeLines code = new CodeLines(splice.file().chunk());
        int firstLine = file.text().startsWith("#!") ? 2 : 1;
        for (int line = firstLine; line <= file.lineCount(); line++) {
            SourceMap.Place place = new SourceMap.Place(file.name(), line);
            Directive directive = directives.get(line);
            if (directive instanceof Directive.Include) {
                splice.includes().getOrDefault(line, List.of()).forEach(this::splice);
            } else if (directive != null) {
                declaration(directive).ifPresent(text -> linked.addCopied(text, place, chain));
            } else if (splice.file().chunk().codeLines().get(line)) {
                linked.addCopied(code.text(line), place, chain);
            }
        }
    }

    /** The line of Lua that a directive stands for. */
    private Optional<String> declaration(Directive directive) {
        if (directive instanceof Directive.Key key) {
            return Optional.of("local " + key.name() + " = KEYS[" + index(signature.keys(), key.name()) + "]");
        }
        if (directive instanceof Directive.Argument argument) {
            String entry = "ARGV[" + index(signature.arguments(), argument.name()) + "]";
            return Optional.of("local " + argument.name() + " = " + decoded(argument.type(), entry));
        }
        return Optional.empty();
    }

    private static int index(List<Declaration> declarations, String name) {
        int index = 0;
        while (!declarations.get(index).name().equals(name)) {
            index++;
        }
        return index + 1;
    }

    private static String decoded(LuaType type, String entry) {
        if (type == LuaType.Scalar.STRING) {
            return entry;
        }
        return type == LuaType.Scalar.BOOLEAN ? entry + " == '1'" : "tonumber(" + entry + ")";
    }

    private static SourceMap.Place place(Label label) {
        SourceFile file = label.file();
        return new SourceMap.Place(file.name(), file.line(label.span().start()));
    }
}
