package dev.moonlet.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Notices that interfaces are annotated and the annotation processor is not there, which the compiler does not report. */
final class MissingProcessor {

    static final String WARNING =
            "moonlet-processor is neither in annotationProcessorPaths of the compiler plugin nor on the class path:"
                    + " no implementation is generated for interfaces with @LuaScript";

    private static final String PROCESSOR = "dev/moonlet/processor/MoonletProcessor.class";
    private static final String ANNOTATION = "dev.moonlet.LuaScript";

    private MissingProcessor() {}

    /**
     * Whether the processor is on none of these paths, and a source names the annotation.
     *
     * @throws IOException if a source can't be read
     */
    static boolean isMissed(List<Path> processorPath, List<Path> roots) throws IOException {
        if (processorPath.stream().anyMatch(MissingProcessor::hasProcessor)) {
            return false;
        }
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                            .toList()) {
                        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(ANNOTATION)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private static boolean hasProcessor(Path entry) {
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve(PROCESSOR));
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            return jar.getEntry(PROCESSOR) != null;
        } catch (IOException e) {
            return false; // not a jar
        }
    }
}
