package dev.moonlet.processor.validation;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.script.LibraryFunctionName;
import dev.moonlet.script.Names;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.ExecutableElement;

/** Finds the scripts of methods, by their names, and compiles them. */
final class MethodScripts {

    private static final String ASYNC = "Async";

    /** The number of its keys at the end of a file's name, as BullMQ has it. */
    private static final Pattern KEY_COUNT = Pattern.compile("-\\d+$");

    private final ScriptCompiler compiler;

    MethodScripts(ScriptCompiler compiler) {
        this.compiler = compiler;
    }

    /** The script of a method of an interface that is bound to a script, or to a folder of scripts. */
    Optional<LoadedScript> find(String name, ExecutableElement method, Diagnostics diagnostics) {
        boolean folder = compiler.hasFolder(name);
        if (!folder && compiler.isLibrary(name)) {
            return compile(name + "#" + scriptMethodName(method), method, diagnostics);
        }
        if (LibraryFunctionName.of(name).isPresent()) {
            return compile(name, method, diagnostics);
        }
        if (!folder && isMissing(name)) {
            diagnostics.add(compiler.noScriptOrFolder(name));
            compiler.listingProblems().forEach(diagnostics::add);
            return Optional.empty();
        }
        if (!folder) {
            return compile(name, method, diagnostics);
        }
        if (compiler.roots().hasScript(name)) {
            diagnostics.add(
                    Diagnostic.error("ambiguous-script", "\"" + name + "\" is a script as well as a folder of scripts")
                            .note("found " + path(name) + " and the folder "
                                    + path(name).replaceAll("\\.lua$", "/"))
                            .note("rename one of them, or put @LuaScript on each method"));
            return Optional.empty();
        }
        String simpleName = scriptMethodName(method);
        String snake = name + "/" + Names.snakeCase(simpleName);
        String plain = name + "/" + simpleName;
        boolean hasPlain = compiler.roots().hasScript(plain);
        if (!hasPlain && !compiler.roots().hasScript(snake)) {
            List<String> spelt = spelt(name, simpleName);
            if (spelt.size() == 1) {
                return compile(spelt.get(0), method, diagnostics);
            }
            if (spelt.size() > 1) {
                diagnostics.add(ambiguous(simpleName, spelt.get(0), spelt.get(1)));
                return Optional.empty();
            }
        }
        if (hasPlain && !plain.equals(snake) && compiler.roots().hasScript(snake)) {
            diagnostics.add(ambiguous(simpleName, snake, plain));
            return Optional.empty();
        }
        return compile(hasPlain ? plain : snake, method, diagnostics);
    }

    private boolean isMissing(String name) {
        return ScriptName.resolve("", name).isPresent() && !compiler.roots().hasScript(name);
    }

    private Diagnostic ambiguous(String method, String one, String other) {
        return Diagnostic.error(
                        "ambiguous-script", "method " + method + " could run \"" + one + "\" or \"" + other + "\"")
                .note("found " + path(one) + " and " + path(other))
                .note("remove one of them, or put @LuaScript on the method");
    }

    /** The scripts of a folder that a method's name means in another spelling: {@code move-to-active}, {@code moveToActive-11}. */
    private List<String> spelt(String folder, String method) {
        String wanted = Names.normalized(method);
        String resolved = ScriptName.resolve("", folder).orElse(folder);
        int start = resolved.length() + 1;
        return compiler.names().stream()
                .filter(script -> script.startsWith(resolved + "/") && script.indexOf('/', start) < 0)
                .filter(script -> Names.normalized(KEY_COUNT
                                .matcher(script.substring(start))
                                .replaceFirst("")
                                .replace("-", ""))
                        .equals(wanted))
                .toList();
    }

    /** What messages call the place of a result that a method declares. */
    private static String resultTitle(ExecutableElement method) {
        return "@Returns of " + method.getSimpleName();
    }

    /** Whether a diagnostic is about the result that a method declares. */
    static boolean isOfResult(Diagnostic diagnostic, ExecutableElement method) {
        return diagnostic
                .place()
                .filter(place -> place.file().path().equals(resultTitle(method)))
                .isPresent();
    }

    /** Compiles a script, with the result that the method declares for it. */
    Optional<LoadedScript> compile(String name, ExecutableElement method, Diagnostics diagnostics) {
        String title = resultTitle(method);
        Optional<SourceFile> result = Annotations.RETURNS
                .valueOn(method)
                .filter(type -> !type.isEmpty())
                .map(type -> new SourceFile(title, title, type));
        List<SourceFile> errors = Annotations.RETURNS.textsOn(method, "errors").stream()
                .map(error -> new SourceFile(title, title, error))
                .toList();
        return compiler.compile(name, result, errors, diagnostics);
    }

    private String path(String name) {
        return compiler.roots().describe(name).orElse(name);
    }

    /** A method's name, without the ending of an asynchronous one. */
    private static String scriptMethodName(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        String returned = JavaTypes.name(method.getReturnType());
        boolean stage = returned.startsWith("java.util.concurrent.Complet")
                || returned.startsWith("reactor.core.")
                || returned.equals("io.lettuce.core.RedisFuture");
        return stage && name.endsWith(ASYNC) && name.length() > ASYNC.length()
                ? name.substring(0, name.length() - ASYNC.length())
                : name;
    }
}
