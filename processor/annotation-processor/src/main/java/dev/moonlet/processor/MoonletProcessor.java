package dev.moonlet.processor;

import com.google.auto.service.AutoService;
import dev.moonlet.diagnostic.Diagnostics;
import dev.moonlet.processor.generation.ImplementationWriter;
import dev.moonlet.processor.generation.SourceText;
import dev.moonlet.processor.model.Annotations;
import dev.moonlet.processor.model.BoundInterface;
import dev.moonlet.processor.model.ComponentAnnotations;
import dev.moonlet.processor.model.Problem;
import dev.moonlet.processor.validation.InterfaceBinder;
import dev.moonlet.script.root.Project;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Writes the implementation of every interface that is annotated with {@code LuaScript}, or says what is wrong with its
 * scripts.
 *
 * <p>Its options are the settings of {@link Project}.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("dev.moonlet.LuaScript")
@SupportedOptions({
    Project.PATH,
    Project.ENCODING,
    Project.MAX_SIZE,
    Project.SYMLINKS,
    Project.COMPONENT,
    Project.ONCE_PREFIX,
    Project.KEYS,
    Project.REDIS
})
public final class MoonletProcessor extends AbstractProcessor {

    private static final String TOO_DEEP = "the types of this interface, or its scripts, are nested too deeply for the"
            + " compiler's stack: nest them less, or give it a larger one (-J-Xss4m)";

    private final Set<String> deferred = new LinkedHashSet<>();
    private @Nullable Compilation compilation;

    /** Called by the compiler. */
    public MoonletProcessor() {}

    /** The options, and those among the given ones that name libraries. */
    @Override
    public Set<String> getSupportedOptions() {
        Set<String> options = new TreeSet<>(super.getSupportedOptions());
        if (isInitialized()) {
            processingEnv.getOptions().keySet().stream()
                    .filter(name -> name.startsWith(Project.LIBRARY) || name.startsWith(Project.CHECKS))
                    .forEach(options::add);
        }
        return options;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Reporter reporter = new Reporter(processingEnv.getMessager());
        Set<TypeElement> types = types(annotations, round);
        if (!types.isEmpty() && !isForRuntime(types.iterator().next(), reporter)) {
            return false;
        }
        deferred.forEach(name -> types.add(processingEnv.getElementUtils().getTypeElement(name)));
        deferred.clear();
        for (TypeElement type : types) {
            try {
                if (UnresolvedTypes.in(type)) {
                    deferred.add(type.getQualifiedName().toString()); // another processor may write them
                } else {
                    process(type, types, round, reporter);
                }
            } catch (IOException e) {
                reporter.failure(
                        type,
                        "the implementation can't be written: is there another class of its name? (" + e.getMessage()
                                + ")");
            } catch (StackOverflowError e) {
                reporter.failure(type, TOO_DEEP);
            } catch (RuntimeException | LinkageError e) {
                reporter.bug(type, e);
            }
        }
        if (round.processingOver() && compilation != null) {
            compilation.project().close();
        }
        return false; // a claim would keep processors of all annotations from being called
    }

    /** Whether the runtime is of the version that generated code is written for; if not, that is the only error. */
    private boolean isForRuntime(TypeElement type, Reporter reporter) {
        Optional<String> mismatch = RuntimeVersions.mismatch(processingEnv.getElementUtils());
        mismatch.ifPresent(message -> reporter.failure(type, message));
        return mismatch.isEmpty();
    }

    /** The types that are annotated, or have an annotated method. */
    private static Set<TypeElement> types(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> types = new LinkedHashSet<>();
        annotations.stream()
                .filter(Annotations.LUA_SCRIPT::is)
                .flatMap(annotation -> round.getElementsAnnotatedWith(annotation).stream())
                .map(element -> element instanceof TypeElement ? element : element.getEnclosingElement())
                .forEach(type -> types.add((TypeElement) type));
        return types;
    }

    private void process(TypeElement type, Set<TypeElement> together, RoundEnvironment round, Reporter reporter)
            throws IOException {
        Set<Problem> problems = new LinkedHashSet<>();
        Compilation parts = compilation(type, round, reporter);
        Optional<BoundInterface> bound = parts.binder().bind(type, together, problems);
        problems.forEach(reporter::report);
        List<String> misplaced =
                ComponentAnnotations.of(type, parts.project().component()).misplaced();
        misplaced.forEach(qualifier -> reporter.failure(
                type,
                "@" + qualifier + " says which executor the implementation takes, but can't be on a parameter:"
                        + " add ElementType.PARAMETER to its @Target"));
        if (bound.isPresent() && misplaced.isEmpty()) {
            SourceText source =
                    parts.writer().write(bound.get(), parts.project().sources(bound.get()));
            try (Writer writer = processingEnv
                    .getFiler()
                    .createSourceFile(source.name(), type)
                    .openWriter()) {
                writer.write(source.text());
            }
        }
    }

    private Compilation compilation(TypeElement type, RoundEnvironment round, Reporter reporter) {
        if (compilation == null) {
            Diagnostics diagnostics = new Diagnostics();
            Stream<TypeElement> types =
                    Stream.concat(Stream.of(type), ElementFilter.typesIn(round.getRootElements()).stream());
            FoundProject project = RootsFinder.project(processingEnv, types, diagnostics);
            diagnostics
                    .sorted()
                    .forEach(diagnostic -> reporter.report(new Problem(type, Optional.empty(), diagnostic)));
            Elements elements = processingEnv.getElementUtils();
            compilation = new Compilation(
                    project,
                    new InterfaceBinder(elements, processingEnv.getTypeUtils(), project.compiler()),
                    new ImplementationWriter(elements, project.component()));
        }
        return compilation;
    }

    /** What serves all interfaces of a compilation. */
    private record Compilation(FoundProject project, InterfaceBinder binder, ImplementationWriter writer) {}
}
