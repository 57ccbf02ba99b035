package dev.moonlet.script.link;

import dev.moonlet.diagnostic.Label;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptAccess;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What could be learnt of a script, whether or not it is in order.
 *
 * @param name its name
 * @param file its main file
 * @param signature its declarations, as far as they could be read
 * @param script the script; empty if there is an error, in which case declarations may be missing
 * @param linked its linked text, parsed; empty if there is an error in what is linked
 * @param otherResult a comment of the main file that looks like the declaration of the result and isn't, with what it is
 */
public record LoadedScript(
        String name,
        SourceFile file,
        ScriptSignature signature,
        Optional<Script> script,
        Optional<LinkedChunk> linked,
        Optional<Label> otherResult) {

    /** This script, of which something was found that keeps it from being used. */
    public LoadedScript unusable() {
        return new LoadedScript(name, file, signature, Optional.empty(), Optional.empty(), otherResult);
    }

    /** The same file, which can't be run as a script. */
    LoadedScript withoutScript() {
        return new LoadedScript(name, file, signature, Optional.empty(), linked, otherResult);
    }

    /** This script, with what it reads and writes. */
    public LoadedScript accessing(ScriptAccess access) {
        return new LoadedScript(
                name, file, signature, script.map(found -> found.accessing(access)), linked, otherResult);
    }

    /** The place of a result that is not declared: the first {@code return} of one, or the first line where there is none. */
    public Label returned() {
        List<Label> places = new ArrayList<>();
        linked.ifPresent(text -> new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                if (!node.values().isEmpty() && !text.places().isGenerated(node.start())) {
                    places.add(text.places().source(new Span(node.start(), node.end())));
                }
                super.visit(node);
            }

            @Override
            protected void visit(FunctionBody body) {
                if (text.places().isGenerated(body.start())) {
                    super.visit(body); // around the whole script
                }
            }
        }.walk(text.chunk().block()));
        return places.stream()
                .filter(place -> place.file() == file)
                .findFirst()
                .orElseGet(() -> new Label(file, new Span(0, file.lineEnd(1)), ""));
    }
}
