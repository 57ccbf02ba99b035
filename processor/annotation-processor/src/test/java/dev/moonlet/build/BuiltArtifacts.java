package dev.moonlet.build;

import dev.moonlet.LuaScript;
import dev.moonlet.processor.MoonletProcessor;
import dev.moonlet.script.link.ScriptCompiler;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The artifacts of this build in the local repository, for builds that tests start. Their version is like no other, so that
 * nothing is ever confused with them, and they are deleted in the end.
 */
final class BuiltArtifacts implements AutoCloseable {

    private static final String GROUP = "dev.moonlet";

    private final Path repository;
    private final String ownVersion;
    private final String version;
    private final List<Path> directories = new ArrayList<>();

    private BuiltArtifacts(Path repository, String ownVersion) {
        this.repository = repository;
        this.ownVersion = ownVersion;
        this.version = "test-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis();
    }

    static BuiltArtifacts install(Maven maven) throws IOException {
        BuiltArtifacts artifacts = new BuiltArtifacts(maven.localRepository(), System.getProperty("moonlet.version"));
        artifacts.add(GROUP, "moonlet-parent", artifacts.pom(Path.of("../..")));
        artifacts.add(GROUP, "moonlet-runtime", artifacts.pom(Path.of("../../runtime/core")));
        artifacts.add(GROUP, "moonlet-compiler", artifacts.pom(Path.of("../compiler")));
        artifacts.add(GROUP, "moonlet-processor", artifacts.pom(Path.of("")));
        artifacts.copy(jar(LuaScript.class), "moonlet-runtime");
        artifacts.copy(jar(ScriptCompiler.class), "moonlet-compiler");
        artifacts.copy(jar(MoonletProcessor.class), "moonlet-processor");
        return artifacts;
    }

    private String pom(Path module) throws IOException {
        return withVersion(Files.readString(module.resolve("pom.xml")));
    }

    /** The jar that a class comes from. */
    static Path jar(Class<?> type) {
        try {
            Path jar = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(jar)) {
                throw new IllegalStateException(jar + " is no jar: these tests run after packaging, by mvn verify");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A text that names the version which is being built, with that of these artifacts instead. */
    String withVersion(String text) {
        return text.replace(ownVersion, version);
    }

    String version() {
        return version;
    }

    /** Adds an artifact of these artifacts' version, and returns where its jar belongs. */
    Path add(String group, String artifact, String pom) throws IOException {
        Path directory =
                repository.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
        directories.add(directory);
        Files.createDirectories(directory);
        Path file = directory.resolve(artifact + "-" + version + ".pom");
        Files.writeString(file, pom);
        return directory.resolve(artifact + "-" + version + ".jar");
    }

    private void copy(Path jar, String artifact) throws IOException {
        Path directory =
                repository.resolve(GROUP.replace('.', '/')).resolve(artifact).resolve(version);
        Files.copy(jar, directory.resolve(artifact + "-" + version + ".jar"));
    }

    @Override
    public void close() throws IOException {
        for (Path directory : directories) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            deleteEmpty(directory.getParent());
        }
    }

    private void deleteEmpty(Path directory) throws IOException {
        try {
            for (Path empty = directory; !empty.equals(repository); empty = empty.getParent()) {
                Files.delete(empty);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // others have something in it
        }
    }
}
