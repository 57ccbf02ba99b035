package dev.moonlet.maven;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
        artifacts.add(GROUP, "moonlet-parent", artifacts.pom("../.."));
        artifacts.addModule("moonlet-runtime", "../../runtime/core");
        artifacts.addModule("moonlet-compiler", "../compiler");
        artifacts.addModule("moonlet-processor", "../annotation-processor");
        artifacts.addModule("moonlet-test", "../../runtime/test");
        Path plugin = artifacts.addModule("moonlet-maven-plugin", "../maven-plugin");
        try (FileSystem jar = FileSystems.newFileSystem(plugin)) {
            Path descriptor = jar.getPath("META-INF/maven/plugin.xml");
            Files.writeString(descriptor, artifacts.withVersion(Files.readString(descriptor)));
        }
        Path commandLine = artifacts.add(GROUP, "moonlet", artifacts.pom("../tools"));
        copy(Path.of("../tools/target/moonlet.jar"), commandLine);
        return artifacts;
    }

    /** Adds the Spring Boot starter and the BOM; false if the starter has not been built. */
    boolean addSpringBootStarter() throws IOException {
        String module = "../../runtime/spring-boot-starter";
        String artifact = "moonlet-spring-boot-starter";
        if (!Files.exists(jar(artifact, module))) {
            return false;
        }
        addModule(artifact, module);
        add(GROUP, "moonlet-bom", pom("../../runtime/bom"));
        return true;
    }

    private Path jar(String artifact, String module) {
        return Path.of(module, "target", artifact + "-" + ownVersion + ".jar");
    }

    private String pom(String module) throws IOException {
        return withVersion(Files.readString(Path.of(module, "pom.xml")));
    }

    private Path addModule(String artifact, String module) throws IOException {
        Path added = add(GROUP, artifact, pom(module));
        copy(jar(artifact, module), added);
        return added;
    }

    private static void copy(Path jar, Path to) throws IOException {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: these tests run after packaging, by mvn verify");
        }
        Files.copy(jar, to);
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

    @Override
    public void close() throws IOException {
        for (Path directory : directories) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            deleteEmpty(Objects.requireNonNull(directory.getParent()));
        }
    }

    private void deleteEmpty(Path directory) throws IOException {
        try {
            for (Path empty = directory; !empty.equals(repository); empty = Objects.requireNonNull(empty.getParent())) {
                Files.delete(empty);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // others have something in it
        }
    }
}
