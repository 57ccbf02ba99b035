package dev.moonlet.adopt;

import dev.moonlet.check.ScriptChecker;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.link.LinkedChunk;
import dev.moonlet.script.link.LoadedScript;
import dev.moonlet.script.link.ScriptCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What it takes to call the scripts of a folder through Java interfaces. Scripts get comment lines at their head, and no other change.
 * Not safe for use by several threads.
 */
public final class Adoption {

    private final ScriptCompiler compiler;
    private final Charset charset;
    private final Map<String, List<JavaMethod>> methods = new TreeMap<>();
    private final List<FileChange> scripts = new ArrayList<>();
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<String> declared = new ArrayList<>();
    private int open;

    private Adoption(ScriptCompiler compiler, Charset charset) {
        this.compiler = compiler;
        this.charset = charset;
    }

    /**
     * Looks at scripts.
     *
     * @param charset the charset of their files
     * @param names their names; files that others include, and files that only define functions, are left out
     */
    public static Adoption of(ScriptCompiler compiler, Charset charset, Collection<String> names) {
        Adoption adoption = new Adoption(compiler, charset);
        compiler.entryPoints(names).forEach((name, parts) -> {
            if (!compiler.onlyDefine(parts)) {
                adoption.adopt(name);
            }
        });
        return adoption;
    }

    private void adopt(String name) {
        Diagnostics found = new Diagnostics();
        Optional<LoadedScript> loaded = compiler.compile(name, found).map(script -> ScriptChecker.check(script, found));
        Optional<Script> script = loaded.flatMap(LoadedScript::script);
        Optional<LinkedChunk> linked = loaded.flatMap(LoadedScript::linked);
        if (found.hasErrors() || script.isEmpty() || linked.isEmpty()) {
            found.sorted().stream().filter(d -> d.severity() == Severity.ERROR).forEach(errors::add);
        } else if (!script.get().signature().declarations().isEmpty()
                || script.get().signature().result().isPresent()) {
            declared.add(name);
        } else {
            adopt(script.get(), linked.get());
        }
    }

    private void adopt(Script script, LinkedChunk linked) {
        String text = script.file().text();
        AdoptedScript adopted = AdoptedScript.of(compiler, script, linked, text);
        String description = ScriptDescription.of(text, linked.places().ownComments());
        List<JavaMethod> others =
                methods.computeIfAbsent(ScriptName.folder(script.name()), folder -> new ArrayList<>());
        others.add(new JavaMethod(adopted, free(JavaMethod.name(adopted), others), description));
        open += adopted.open().size();
        if (!adopted.directives().isEmpty()) {
            Path path = compiler.roots().path(script.name()).orElseThrow();
            scripts.add(FileChange.inserted(path, read(path), ScriptHead.lines(text), adopted.directives()));
        }
    }

    private static String free(String wanted, List<JavaMethod> others) {
        String name = wanted;
        for (int number = 2; isTaken(name, others); number++) {
            name = wanted + number;
        }
        return name;
    }

    private static boolean isTaken(String name, List<JavaMethod> others) {
        return others.stream().anyMatch(other -> other.name().equals(name));
    }

    /** The text of a file with the line ends that it has. */
    private String read(Path path) {
        try {
            return Files.readString(path, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scripts with their directives. */
    public List<FileChange> scripts() {
        return List.copyOf(scripts);
    }

    /** What is wrong with the scripts that don't compile, which are left out. */
    public List<Diagnostic> errors() {
        return List.copyOf(errors);
    }

    /** The names of the scripts that declare something already, which are left as they are. */
    public List<String> declared() {
        return List.copyOf(declared);
    }

    /** How many things are left to do by hand. */
    public int open() {
        return open;
    }

    /**
     * The Java interfaces: one a folder, and one for each script that is in no folder.
     *
     * @param directory the folder of Java sources
     * @param packageName their package
     */
    public List<FileChange> interfaces(Path directory, String packageName) {
        List<JavaInterface> all = new ArrayList<>();
        methods.forEach((folder, members) -> {
            if (folder.isEmpty()) {
                members.forEach(member -> {
                    String script = member.adopted().script().name();
                    all.add(new JavaInterface(packageName, JavaNames.type(script), script, List.of(member)));
                });
            } else {
                String name = JavaNames.type(folder.substring(folder.lastIndexOf('/') + 1));
                boolean taken = all.stream().anyMatch(other -> other.name().equals(name));
                all.add(new JavaInterface(packageName, taken ? JavaNames.type(folder) : name, folder, members));
            }
        });
        return all.stream()
                .map(made -> FileChange.created(directory.resolve(made.file()), made.source()))
                .toList();
    }
}
