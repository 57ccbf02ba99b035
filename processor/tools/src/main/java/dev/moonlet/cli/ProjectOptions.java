package dev.moonlet.cli;

import dev.moonlet.diagnostic.DiagnosticRenderer;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.loader.ClassPathEnums;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptName;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.Project;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where the scripts are. */
final class ProjectOptions {

    /**
     * Scripts that are looked at together.
     *
     * @param own the directories that they are in; libraries and others are not among these
     * @param all everything that they can name
     */
    record Scripts(List<DirectoryRoot> own, ScriptCompiler all) {

        /** The names of those that are in the directories. */
        List<String> names() {
            return own.stream()
                    .flatMap(root -> root.files().stream())
                    .map(ScriptName::of)
                    .distinct()
                    .sorted()
                    .toList();
        }

        /** The name of a script by its file; empty if it is in none of the directories. */
        Optional<String> name(Path file) {
            return names().stream()
                    .filter(name -> own.stream()
                            .flatMap(root -> root.path(name + ".lua").stream())
                            .anyMatch(path -> isSame(path, file)))
                    .findFirst();
        }

        /** A script, which is in order. */
        Script load(String name) {
            return new ScriptLoader(all).load(name);
        }

        private static boolean isSame(Path a, Path b) {
            return absolute(a).equals(absolute(b));
        }
    }

    /**
     * A script that is a text.
     *
     * @param name its name
     * @param scripts it and everything that it can name
     */
    record Text(String name, Scripts scripts) {}

    /**
     * A folder of scripts.
     *
     * @param names the scripts in it, and files that they are made of
     * @param compiler everything that they can name
     * @param charset the charset of the files
     */
    record Folder(List<String> names, ScriptCompiler compiler, Charset charset) {}

    /** What a script without a name is called. */
    private static final String UNNAMED = "stdin";

    /** Where Maven and Gradle put the classes of a project. */
    private static final List<String> CLASSES =
            List.of("target/classes", "build/classes/java/main", "target/test-classes", "build/classes/java/test");

    @Option(
            names = {"-p", "--path"},
            paramLabel = "DIR",
            description = "A directory of scripts, instead of those of the project. May be given several times.")
    private List<String> path = new ArrayList<>();

    @Option(
            names = "--library",
            paramLabel = "NAME=DIR",
            description = "The directory that <NAME>/… is in. May be given several times.")
    private Map<String, String> libraries = new LinkedHashMap<>();

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description =
                    "Jars and directories that bring scripts in META-INF/lua, and enums, separated as for java -cp.")
    private String classPath = "";

    @Option(
            names = "--encoding",
            paramLabel = "CHARSET",
            description = "The charset of the scripts; UTF-8 if not given.")
    private Optional<String> encoding = Optional.empty();

    @Option(
            names = "--max-size",
            paramLabel = "BYTES",
            description = "How large a linked script may be; 4194304 if not given.")
    private Optional<String> maxSize = Optional.empty();

    @Option(
            names = "--level",
            paramLabel = "CODE=LEVEL",
            description =
                    "How much the findings of a check weigh: off, hint, warning or error. May be given several times.")
    private Map<String, String> levels = new LinkedHashMap<>();

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description = "A setting, which overrides that of moonlet.properties. May be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    ProjectOptions() {}

    private Project project() {
        return project(Map.of());
    }

    private Project project(Map<String, String> more) {
        Map<String, String> given = new LinkedHashMap<>(settings);
        given.putAll(more);
        if (!path.isEmpty()) {
            given.put(Project.PATH, String.join(File.pathSeparator, path));
        }
        levels.forEach((code, level) -> given.put(Project.CHECKS + code, level));
        encoding.ifPresent(charset -> given.put(Project.ENCODING, charset));
        maxSize.ifPresent(bytes -> given.put(Project.MAX_SIZE, bytes));
        libraries.forEach((name, directory) -> given.put(Project.LIBRARY + name, directory));
        Diagnostics diagnostics = new Diagnostics();
        Project project = Project.of(directory(), given, diagnostics);
        if (diagnostics.hasErrors()) {
            throw new UsageException(diagnostics.sorted().stream()
                    .map(DiagnosticRenderer::render)
                    .collect(Collectors.joining("\n")));
        }
        return project;
    }

    /** The directory that the settings are in, and that paths are relative to. */
    Path directory() {
        Path here = Path.of("").toAbsolutePath();
        return path.isEmpty() ? Project.directoryAround(here).orElse(here) : here;
    }

    /** The directories of the files that scripts are made of, those of libraries among them. */
    List<Path> directories() {
        Project project = project();
        return Stream.concat(
                        project.directories(true).stream().map(DirectoryRoot::directory),
                        project.libraries().stream()
                                .flatMap(library ->
                                        library.files().stream().flatMap(file -> library.path(file).stream()))
                                .map(file -> file.resolveSibling("")))
                .map(ProjectOptions::absolute)
                .distinct()
                .toList();
    }

    /** The scripts of the application, then those of its tests, each with all that they can name. */
    List<Scripts> all(boolean comments) {
        Project project = project();
        List<Scripts> all = new ArrayList<>();
        List<DirectoryRoot> main = project.directories(false);
        all.add(new Scripts(main, compiler(project, project.roots(false), comments)));
        List<DirectoryRoot> tests = project.directories(true).stream()
                .filter(root -> isOfTests(project, root))
                .filter(root -> Files.isDirectory(root.directory()))
                .toList();
        if (!tests.isEmpty()) {
            all.add(new Scripts(tests, compiler(project, project.roots(true), comments)));
        }
        if (all.stream()
                .flatMap(scripts -> scripts.own().stream())
                .noneMatch(root -> Files.isDirectory(root.directory()))) {
            String missing = "there is no directory of scripts: ";
            throw UsageException.ofMissing(
                    main.get(0).directory(),
                    missing
                            + main.stream()
                                    .map(root -> root.directory().toString())
                                    .collect(Collectors.joining(", ")));
        }
        return all;
    }

    /**
     * The scripts of a directory, or of a file's, outside of the project: they can name what is in the directories around
     * them, up to the current one, and the libraries of the project.
     */
    Scripts around(Path path, boolean comments) {
        Project project = project();
        Path directory = Files.isDirectory(path) ? path : path.resolveSibling("");
        DirectoryRoot own = new DirectoryRoot(directory, shown(directory), "", project.readOptions());
        List<ScriptRoot> roots = outside(directory, own, project);
        roots.addAll(project.libraries());
        return new Scripts(List.of(own), compiler(project, roots, comments));
    }

    /** A folder of scripts: one of the project, or one outside of it, where scripts have the folder's name before their own. */
    Folder folder(Path path) {
        Path directory = absolute(path);
        Optional<DirectoryRoot> around = project().directories(true).stream()
                .filter(root -> directory.startsWith(absolute(root.directory())))
                .findFirst();
        String name = around.map(root -> absolute(root.directory())
                        .relativize(directory)
                        .toString()
                        .replace('\\', '/'))
                .orElseGet(() -> String.valueOf(directory.getFileName()));
        Project project =
                around.isPresent() ? project() : project(Map.of(Project.LIBRARY + name, directory.toString()));
        boolean tests = around.filter(root -> isOfTests(project, root)).isPresent();
        ScriptCompiler compiler = compiler(project, project.roots(tests), false);
        List<String> names = (name.isEmpty()
                        ? new Scripts(around.stream().toList(), compiler).names()
                        : compiler.names())
                .stream()
                        .filter(script -> name.isEmpty() || script.startsWith(name + "/"))
                        .toList();
        return new Folder(names, compiler, project.charset());
    }

    /** The directory of scripts outside of the project, and those around it. */
    private static List<ScriptRoot> outside(Path directory, DirectoryRoot own, Project project) {
        Path here = Path.of("").toAbsolutePath();
        List<ScriptRoot> roots = new ArrayList<>(List.of(own));
        Path around = absolute(directory).getParent();
        while (around != null && around.startsWith(here)) {
            roots.add(new DirectoryRoot(around, shown(here.relativize(around)), "", project.readOptions()));
            around = around.getParent();
        }
        return roots;
    }

    /**
     * The scripts of the project, one of which is a text.
     *
     * @param written the name of that one, or its file; empty if it has none
     * @param text its content
     */
    Text with(Optional<String> written, byte[] text) {
        Project project = project();
        String given = written.orElse(UNNAMED);
        Path file = absolute(Path.of(given));
        Optional<DirectoryRoot> around = project.directories(true).stream()
                .filter(root -> file.startsWith(absolute(root.directory())))
                .findFirst();
        if (around.isEmpty() && Files.isRegularFile(file)) {
            DirectoryRoot own = new DirectoryRoot(
                    file.resolveSibling(""), shown(Path.of(given).resolveSibling("")), "", project.readOptions());
            return with(
                    new TextRoot(String.valueOf(file.getFileName()), given, text),
                    project,
                    own,
                    outside(file, own, project));
        }
        DirectoryRoot own = around.orElseGet(() -> project.directories(false).get(0));
        String name = around.map(
                        root -> absolute(root.directory()).relativize(file).toString())
                .orElse(given);
        String below = ScriptName.of(name) + ".lua";
        boolean tests = around.filter(root -> isOfTests(project, root)).isPresent();
        String shown = written.isPresent() ? own.describe(below) : UNNAMED;
        return with(new TextRoot(below, shown, text), project, own, project.roots(tests));
    }

    private Text with(TextRoot text, Project project, DirectoryRoot own, List<? extends ScriptRoot> roots) {
        List<ScriptRoot> all = new ArrayList<>(List.of(text));
        all.addAll(roots);
        return new Text(ScriptName.of(text.file()), new Scripts(List.of(own), compiler(project, all, false)));
    }

    private static boolean isOfTests(Project project, DirectoryRoot root) {
        return project.directories(false).stream()
                .noneMatch(main -> main.directory().equals(root.directory()));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String shown(Path directory) {
        String text = directory.toString().replace('\\', '/');
        return text.isEmpty() ? "." : text;
    }

    private ScriptCompiler compiler(Project project, List<? extends ScriptRoot> directories, boolean comments) {
        List<ScriptRoot> roots = new ArrayList<>(directories);
        for (String part : classPath.split(File.pathSeparator, -1)) {
            if (!part.isBlank()) {
                roots.add(new ClassPathEntryRoot(Path.of(part), project.readOptions()));
            }
        }
        return new ScriptCompiler(
                new ScriptRoots(roots, project.charset()),
                project.linkOptions().withComments(comments).withEnums(enums()));
    }

    /** The enums in the class path, and in what the build compiles. */
    private ClassPathEnums enums() {
        return new ClassPathEnums(
                Stream.concat(Arrays.stream(classPath.split(File.pathSeparator, -1)), CLASSES.stream())
                        .filter(part -> !part.isBlank())
                        .map(Path::of)
                        .toList());
    }

    /** Whether the project has a directory of scripts. */
    boolean hasScripts() {
        return project().directories(true).stream().anyMatch(root -> Files.isDirectory(root.directory()));
    }

    /** A script that is given by its name, or by its file. */
    Script load(String given, boolean comments) {
        Path file = Path.of(Redaction.name(given));
        boolean isFile = given.endsWith(".lua") && Files.isRegularFile(file);
        if (given.endsWith(".lua") && !isFile && Files.exists(file)) {
            throw new UsageException(given + " is not a regular file");
        }
        List<Scripts> all = isFile && !hasScripts() ? List.of() : all(comments);
        if (isFile) {
            for (Scripts scripts : all) {
                Optional<String> name = scripts.name(file);
                if (name.isPresent()) {
                    return scripts.load(name.get());
                }
            }
            return around(file, comments).load(String.valueOf(file.getFileName()));
        }
        for (Scripts scripts : all) {
            if (scripts.names().contains(ScriptName.of(given))) {
                return scripts.load(given);
            }
        }
        return all.get(0).load(given);
    }
}
