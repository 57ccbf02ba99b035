package dev.moonlet.cli.catalog;

import dev.moonlet.script.Declaration;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.ScriptSignature;
import java.util.List;

/** Tables of what a script declares. */
final class DeclarationTables {

    private DeclarationTables() {}

    /** Keys and arguments; empty if there are none. */
    static String declarations(ScriptSignature signature) {
        return Html.table(
                "Keys and arguments",
                List.of("Name", "Kind", "Type", "If left out", "Description"),
                signature.declarations().stream()
                        .map(declaration -> row(declaration, signature))
                        .toList());
    }

    private static List<String> row(Declaration declaration, ScriptSignature signature) {
        return List.of(
                Html.code(declaration.name()),
                Html.text(declaration.kind().toString()),
                Html.code(declaration.notation()),
                value(declaration),
                Prose.inline(declaration.description()) + kept(declaration, signature));
    }

    /** Where the outcome of a request is kept; empty for other entries. */
    private static String kept(Declaration declaration, ScriptSignature signature) {
        return declaration.kind() != Declaration.Kind.REQUEST
                ? ""
                : signature
                        .kept()
                        .map(kept ->
                                " Its outcome is kept for " + kept.seconds() + " s in " + Html.code(kept.key()) + ".")
                        .orElse("");
    }

    private static String value(Declaration declaration) {
        if (declaration.expression().isPresent()) {
            return "computed: " + Html.code(declaration.expression().get().text());
        }
        if (declaration.kind() == Declaration.Kind.SHARD) {
            return "the hash tag of the shard";
        }
        return declaration.defaultValue().map(Html::code).orElse(declaration.isOptional() ? Html.code("nil") : "");
    }

    /** The result and the values that stand for failures; empty if neither is declared. */
    static String result(ScriptSignature signature) {
        String type = signature
                .result()
                .map(result -> "<p>" + Html.code(result.type().notation()) + "</p>\n")
                .orElse("");
        return type
                + Html.table(
                        "Failures",
                        List.of("Value", "Failure", "Description"),
                        signature.errors().stream().map(DeclarationTables::row).toList());
    }

    private static List<String> row(ReturnedError error) {
        String value = error.kind() == ReturnedError.Kind.STRING ? "\"" + error.code() + "\"" : error.code();
        return List.of(Html.code(value), Html.code(error.name()), Prose.inline(error.text()));
    }
}
