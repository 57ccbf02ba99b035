package dev.moonlet.processor;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.processor.model.Component;
import dev.moonlet.script.link.ScriptCompiler;
import dev.moonlet.script.root.DirectoryRoot;
import dev.moonlet.script.root.Project;
import dev.moonlet.script.root.ScriptRoot;
import dev.moonlet.script.root.ScriptRoots;
import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Finds the scripts of what is compiled, with no configuration where a build has the usual layout. */
final class RootsFinder {

    private static final String RESOURCES = "META-INF/lua";

    /** The name of a file that is never written. */
    private static final String PROBE = "moonlet";

    private RootsFinder() {}

    /**
     * The project; what is wrong with its settings is reported.
     *
     * @param types types that are compiled together, the most telling first
     */
    static FoundProject project(ProcessingEnvironment environment, Stream<TypeElement> types, Diagnostics diagnostics) {
        SourceLocator sources = new SourceLocator(environment);
        Optional<Path> source =
                types.flatMap(type -> sources.source(type).stream()).findFirst();
        ProjectPlace place = new ProjectPlace(classOutput(environment.getFiler()), source);
        Optional<Path> directory = place.directory();
        Project project = Project.of(directory.orElse(Path.of("")), environment.getOptions(), diagnostics);
        boolean named = project.namesDirectories();
        List<ScriptRoot> roots = new ArrayList<>(
                directory.isPresent() || named ? project.roots(place.compilesTests()) : project.libraries());
        place.output()
                .ifPresent(path -> roots.add(new DirectoryRoot(
                        path.resolve(RESOURCES), RESOURCES, " in the class output", project.readOptions())));
        roots.add(new ClassPathRoot(environment.getFiler(), RESOURCES, project.readOptions()));
        ProcessorPathRoot processorPath = new ProcessorPathRoot(RESOURCES, project.readOptions());
        roots.add(processorPath);
        ScriptRoots all = new ScriptRoots(roots, project.charset());
        return new FoundProject(
                new ScriptCompiler(
                        directory.isPresent() || named ? all : all.withRemark(place.notFound()),
                        project.linkOptions().withEnums(new DeclaredEnums(environment.getElementUtils()))),
                place.classes(),
                processorPath,
                component(project, environment, diagnostics));
    }

    private static Optional<Component> component(
            Project project, ProcessingEnvironment environment, Diagnostics diagnostics) {
        Optional<Component> component = project.component().flatMap(Component::of);
        if (component.isEmpty() && project.component().isPresent()) {
            diagnostics.add(Diagnostic.error(
                            "bad-option",
                            Project.COMPONENT + ": there is no component \""
                                    + project.component().get() + "\"")
                    .note("the components are "
                            + Arrays.stream(Component.values())
                                    .map(Component::option)
                                    .collect(Collectors.joining(", "))));
        }
        component
                .filter(found -> !isPresent(found.type(), environment) || !isPresent(found.constructor(), environment))
                .ifPresent(found -> diagnostics.add(Diagnostic.error(
                                "bad-option",
                                Project.COMPONENT + ": " + found.option() + " needs "
                                        + String.join(" or ", found.type()) + ", which is not on the class path")
                        .note("add the dependency that has it")));
        return component;
    }

    private static boolean isPresent(List<String> annotations, ProcessingEnvironment environment) {
        return annotations.isEmpty()
                || annotations.stream()
                        .anyMatch(name -> environment.getElementUtils().getTypeElement(name) != null);
    }

    /** Where the compiler writes classes; empty if that is not a directory. */
    private static Optional<Path> classOutput(Filer filer) {
        return placeIn(() -> filer.getResource(StandardLocation.CLASS_OUTPUT, "", PROBE))
                // The Eclipse compiler only returns files that exist or are about to be written. This file is never
                // written.
                .or(() -> placeIn(() -> filer.createResource(StandardLocation.CLASS_OUTPUT, "", PROBE)));
    }

    private static Optional<Path> placeIn(Probe probe) {
        try {
            return Optional.ofNullable(
                    Path.of(probe.file().toUri()).toAbsolutePath().getParent());
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // a compiler that keeps its output in memory
        }
    }

    /** Asks a compiler for a file. */
    @FunctionalInterface
    private interface Probe {
        FileObject file() throws IOException;
    }
}
