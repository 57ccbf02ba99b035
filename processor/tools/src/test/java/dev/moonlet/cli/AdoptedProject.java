package dev.moonlet.cli;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java sources beside scripts, which are compiled with the annotation processor. */
record AdoptedProject(Path directory) {

    Path lua() {
        return directory.resolve("lua");
    }

    Path java() {
        return directory.resolve("java");
    }

    /** Copies a folder of scripts; returns the copy. */
    Path copy(Path scripts) throws IOException {
        Path copy = lua().resolve(
                        String.valueOf(scripts.toAbsolutePath().normalize().getFileName()));
        try (Stream<Path> files = Files.walk(scripts)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(scripts.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy;
    }

    /** Compiles all sources; returns what the compiler says of errors. */
    String compile() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> files = Files.walk(java())) {
            boolean done = compiler.getTask(
                            messages,
                            manager,
                            null,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-Amoonlet.path=" + lua(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            manager.getJavaFileObjectsFromPaths(
                                    files.filter(file -> file.toString().endsWith(".java"))
                                            .toList()))
                    .call();
            return done ? "" : messages.toString();
        }
    }

    /** The classes that were compiled. */
    URLClassLoader load() throws IOException {
        return new URLClassLoader(
                new URL[] {directory.resolve("classes" + File.separator).toUri().toURL()},
                getClass().getClassLoader());
    }
}
