package dev.moonlet.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A project that a test builds with Maven. */
record MavenProject(Path directory) {

    /** A project whose {@code pom.xml} says no more than where it belongs, and what a page of the documentation shows. */
    static MavenProject create(Path directory, String lines) throws IOException {
        MavenProject project = new MavenProject(directory);
        Files.copy(Path.of("src/test/projects/parent.xml"), directory.resolve("parent.xml"));
        project.write("pom.xml", """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                <modelVersion>4.0.0</modelVersion>
                <parent>
                  <groupId>app</groupId>
                  <artifactId>parent</artifactId>
                  <version>1</version>
                  <relativePath>parent.xml</relativePath>
                </parent>
                <artifactId>app</artifactId>
                %s
                </project>
                """.formatted(lines));
        return project;
    }

    Path file(String file) {
        return directory.resolve(file);
    }

    void write(String file, String content) throws IOException {
        Path path = file(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, content);
    }
}
