package dev.moonlet.benchmarks;

import dev.moonlet.LuaScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Writes implementations that are given as text: the lower bound of the cost of a processor that writes these classes. */
final class CopyingProcessor extends AbstractProcessor {

    private final Path written;

    /**
     * A processor.
     *
     * @param written the directory of the sources to write
     */
    CopyingProcessor(Path written) {
        this.written = written;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(LuaScript.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element type : round.getElementsAnnotatedWith(LuaScript.class)) {
            String name = type.getSimpleName() + "Lua";
            try (Writer writer = processingEnv
                    .getFiler()
                    .createSourceFile("app." + name, type)
                    .openWriter()) {
                writer.write(Files.readString(written.resolve("app/" + name + ".java")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }
}
