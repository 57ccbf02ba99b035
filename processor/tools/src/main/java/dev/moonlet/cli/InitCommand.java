package dev.moonlet.cli;

import dev.moonlet.analysis.FileNames;
import dev.moonlet.editor.EditorFiles;
import dev.moonlet.editor.LuacheckConfig;
import dev.moonlet.script.ScriptName;
import dev.moonlet.source.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code moonlet init} */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Writes settings for the Lua language server and luacheck, which then know the sandbox of scripts, what directives"
                    + " declare and what included files define.",
            "",
            "Settings in .luarc.json are kept, and those that are missing are added. A .luacheckrc that moonlet init has not"
                    + " written is kept, unless --overwrite is given."
        })
final class InitCommand implements Callable<Integer> {

    private static final String LUARC = ".luarc.json";
    private static final String LUACHECKRC = ".luacheckrc";

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the files belong; the current directory if not given.")
    private Path directory = Path.of("");

    @Option(names = "--overwrite", description = "Replaces a .luacheckrc that has other content.")
    private boolean overwrite;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    InitCommand() {}

    @Override
    public Integer call() throws IOException {
        List<ProjectOptions.Scripts> scripts = project.all(false);
        List<String> roots = scripts.stream()
                .flatMap(part -> part.own().stream())
                .map(root -> relative(root.directory()))
                .distinct()
                .toList();
        for (Map.Entry<String, String> file : EditorFiles.all(roots).entrySet()) {
            write(Path.of(EditorFiles.FOLDER, file.getKey()), file.getValue());
        }
        write(Path.of(LUARC), settings(EditorFiles.settings(roots)));
        writeLuacheck(LuacheckConfig.of(names(scripts)));
        return ExitStatus.OK;
    }

    private String relative(Path path) {
        Path here = directory.toAbsolutePath().normalize();
        return here.relativize(path.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }

    private void write(Path file, String text) throws IOException {
        Path path = directory.resolve(file);
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(path, text, StandardCharsets.UTF_8);
        spec.commandLine().getOut().println(Printable.line(file.toString().replace('\\', '/')));
    }

    /** The settings that are there, and of the others those that are missing. */
    private String settings(Map<String, Object> settings) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        Path path = directory.resolve(LUARC);
        if (Files.exists(path)) {
            if (!(Json.parse(LUARC, Files.readString(path)) instanceof Map<?, ?> given)) {
                throw new UsageException(LUARC + " is not a JSON object");
            }
            given.forEach((name, value) -> all.put(String.valueOf(name), value));
        }
        settings.forEach(all::putIfAbsent);
        return Json.pretty(all) + "\n";
    }

    private void writeLuacheck(String text) throws IOException {
        Path path = directory.resolve(LUACHECKRC);
        if (!overwrite && Files.exists(path) && !Files.readString(path).startsWith(LuacheckConfig.FIRST_LINE)) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(LUACHECKRC + " has other content and is kept; --overwrite replaces it");
            return;
        }
        write(Path.of(LUACHECKRC), text);
    }

    /** The names that files share, by the paths of the files. Scripts that don't compile are left out. */
    private Map<String, FileNames> names(List<ProjectOptions.Scripts> projects) {
        Map<String, FileNames> byPath = new TreeMap<>();
        for (ProjectOptions.Scripts part : projects) {
            Map<String, FileNames> names = new TreeMap<>();
            CompiledScripts.of(List.of(part), part.names())
                    .scripts()
                    .forEach(script -> FileNames.add(script.linked(), names));
            names.forEach((file, found) -> part.all()
                    .roots()
                    .path(ScriptName.of(file))
                    .ifPresent(path -> byPath.putIfAbsent(relative(path), found)));
        }
        return byPath;
    }
}
