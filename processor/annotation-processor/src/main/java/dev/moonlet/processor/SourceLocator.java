package dev.moonlet.processor;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** Finds the file that a type is compiled from. Compilers tell it in several ways, and some not at all. */
final class SourceLocator {

    private final ProcessingEnvironment environment;

    SourceLocator(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** The source file of a type; empty if the compiler does not tell it, or if it is compiled from something else. */
    Optional<Path> source(TypeElement type) {
        return fromElements(type).or(() -> fromTrees(type)).or(() -> fromSourcePath(type));
    }

    /** {@code Elements.getFileObjectOf}, which is there from Java 18 on. */
    private Optional<Path> fromElements(TypeElement type) {
        try {
            Object file = Elements.class
                    .getMethod("getFileObjectOf", Element.class)
                    .invoke(environment.getElementUtils(), type);
            return file instanceof JavaFileObject found ? source(found) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.empty(); // an older Java, or a compiler that does not support it
        }
    }

    private Optional<Path> fromTrees(TypeElement type) {
        try {
            return OfJavac.file(unwrapped(environment), type).flatMap(SourceLocator::source);
        } catch (IllegalArgumentException | LinkageError e) {
            return Optional.empty(); // another compiler
        }
    }

    /** Loaded only where there may be a javac. */
    private static final class OfJavac {

        private OfJavac() {}

        static Optional<JavaFileObject> file(ProcessingEnvironment environment, TypeElement type) {
            return Optional.ofNullable(Trees.instance(environment).getPath(type))
                    .map(TreePath::getCompilationUnit)
                    .map(unit -> unit.getSourceFile());
        }
    }

    /** The compiler's own environment: Gradle wraps it, which {@link Trees} does not accept. */
    private static ProcessingEnvironment unwrapped(ProcessingEnvironment environment) {
        for (Class<?> type = environment.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (ProcessingEnvironment.class.isAssignableFrom(field.getType())) {
                    try {
                        field.setAccessible(true);
                        return field.get(environment) instanceof ProcessingEnvironment inner
                                ? unwrapped(inner)
                                : environment;
                    } catch (ReflectiveOperationException | RuntimeException e) {
                        return environment; // what it holds is its own affair
                    }
                }
            }
        }
        return environment;
    }

    private Optional<Path> fromSourcePath(TypeElement type) {
        TypeElement outermost = type;
        while (outermost.getEnclosingElement() instanceof TypeElement outer) {
            outermost = outer;
        }
        PackageElement owner = environment.getElementUtils().getPackageOf(type);
        try {
            return path(environment
                            .getFiler()
                            .getResource(
                                    StandardLocation.SOURCE_PATH,
                                    owner.getQualifiedName(),
                                    outermost.getSimpleName() + ".java"))
                    .filter(Files::isRegularFile);
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // there is no source path, or no such file in it
        }
    }

    private static Optional<Path> source(JavaFileObject file) {
        return file.getKind() == JavaFileObject.Kind.SOURCE ? path(file) : Optional.empty();
    }

    private static Optional<Path> path(FileObject file) {
        try {
            return Optional.of(Path.of(file.toUri()));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // a source in memory
        }
    }
}
