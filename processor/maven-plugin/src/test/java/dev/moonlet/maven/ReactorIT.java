package dev.moonlet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build of several modules, one of which has scripts for the others; all inherit the plugins from the parent. */
@Tag("any-server")
@Tag("maven")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ReactorIT {

    private static final String SHARED = "shared/src/main/resources/META-INF/lua/shared/name.lua";

    @TempDir
    static Path directory;

    private static final Maven maven = new Maven();
    private static BuiltArtifacts artifacts;

    @BeforeAll
    static void write() throws IOException {
        artifacts = BuiltArtifacts.install(maven);
        MavenProject root = new MavenProject(directory);
        Files.copy(Path.of("src/test/projects/parent.xml"), directory.resolve("parent.xml"));
        String lines = artifacts.withVersion(Page.of("README.md")
                .block("xml", "## Add it to a build")
                .replace("</dependencies>", """
                        <dependency>
                          <groupId>app</groupId>
                          <artifactId>shared</artifactId>
                          <version>1</version>
                          <scope>provided</scope>
                        </dependency>
                        </dependencies>
                        """)
                .replace("</annotationProcessorPaths>", """
                        <path>
                          <groupId>app</groupId>
                          <artifactId>shared</artifactId>
                          <version>1</version>
                        </path>
                        </annotationProcessorPaths>
                        """));
        root.write("pom.xml", """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                <modelVersion>4.0.0</modelVersion>
                <parent>
                  <groupId>app</groupId>
                  <artifactId>parent</artifactId>
                  <version>1</version>
                  <relativePath>parent.xml</relativePath>
                </parent>
                <artifactId>all</artifactId>
                <packaging>pom</packaging>
                <modules>
                  <module>app</module>
                  <module>shared</module>
                </modules>
                %s
                </project>
                """.formatted(lines.substring(lines.indexOf("<build>"))));
        root.write("shared/pom.xml", module("shared", ""));
        root.write(SHARED, "local shared = 'of a module'\n");
        root.write("app/pom.xml", module("app", lines.substring(0, lines.indexOf("<build>"))));
        for (String name : new String[] {"One", "Two"}) {
            String script = name.toLowerCase(java.util.Locale.ROOT);
            root.write("app/src/main/java/app/" + name + ".java", """
                    package app;
                    @dev.moonlet.LuaScript("%s")
                    public interface %s {
                        String run();
                    }
                    """.formatted(script, name));
        }
        root.write("app/src/main/lua/one.lua", "---@include \"<shared>/name\"\n---@return string\nreturn shared\n");
        root.write("app/src/main/lua/two.lua", "---@return string\nreturn 'two'\n");
    }

    private static String module(String artifact, String lines) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                <modelVersion>4.0.0</modelVersion>
                <parent>
                  <groupId>app</groupId>
                  <artifactId>all</artifactId>
                  <version>1</version>
                </parent>
                <artifactId>%s</artifactId>
                %s
                </project>
                """.formatted(artifact, lines);
    }

    @AfterAll
    static void leaveNothing() throws IOException {
        artifacts.close();
    }

    private static FileTime compiled(String type) throws IOException {
        return Files.getLastModifiedTime(directory.resolve("app/target/classes/app/" + type + ".class"));
    }

    @Test
    void aChangedScriptOfAnotherModuleCompilesWhatIncludesIt() throws Exception {
        Maven.Outcome first = maven.run(directory, "compile");
        assertThat(first.succeeded()).as(first.output()).isTrue();
        FileTime other = compiled("TwoLua");
        Files.writeString(directory.resolve(SHARED), "local shared = 'of a module, changed'\n");
        Maven.Outcome second = maven.run(directory, "compile");
        assertThat(second.succeeded()).as(second.output()).isTrue();
        assertThat(second.output()).contains("Compiled again, because scripts have changed: app.OneLua");
        assertThat(compiled("TwoLua")).isEqualTo(other);
        assertThat(Files.readString(
                        directory.resolve("app/target/classes/app/OneLua.class"), StandardCharsets.ISO_8859_1))
                .contains("of a module, changed");
    }

    /** Without the processor, javac only misses the implementation, and only where that is used. */
    @Test
    void aProcessorThatIsMissingIsReported(@TempDir Path alone) throws Exception {
        String lines = artifacts.withVersion(Page.of("README.md").block("xml", "## Add it to a build"));
        MavenProject project = MavenProject.create(
                alone,
                lines.substring(0, lines.indexOf("<annotationProcessorPaths>"))
                        + lines.substring(
                                lines.indexOf("</annotationProcessorPaths>") + "</annotationProcessorPaths>".length()));
        project.write("src/main/lua/two.lua", "return 2\n");
        project.write("src/main/java/app/Two.java", """
                package app;
                @dev.moonlet.LuaScript("two")
                public interface Two {
                    long run();
                }
                """);
        assertThat(maven.run(alone, "compile").output()).contains("[WARNING] " + MissingProcessor.WARNING);
    }
}
