package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.codegen.RuntimeVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeVersionTest {

    @TempDir
    Path directory;

    private JavaProject project() {
        return new JavaProject(directory)
                .write("src/main/lua/ping.lua", "return 1\n")
                .write("src/main/lua/pong.lua", "return 2\n")
                .write("src/main/java/app/Api.java", """
                package app;

                import dev.moonlet.LuaScript;

                @LuaScript("ping")
                interface Api {
                    long ping();
                }

                @LuaScript("pong")
                interface Other {
                    long pong();
                }
                """);
    }

    @Test
    void anotherVersionOfTheRuntimeIsTheOnlyError() {
        String found = project()
                .write("src/main/java/dev/moonlet/codegen/RuntimeVersion.java", """
                package dev.moonlet.codegen;

                public final class RuntimeVersion {
                    public static final String VALUE = "0.0.9";
                }
                """)
                .compile();
        assertThat(found)
                .isEqualTo("src/main/java/app/Api.java:6:1: error: moonlet-processor " + RuntimeVersion.VALUE
                        + " writes code for moonlet-runtime " + RuntimeVersion.VALUE
                        + ", but moonlet-runtime 0.0.9 is compiled against: use one version for both");
        assertThat(directory.resolve("target/classes/app/ApiLua.java")).doesNotExist();
    }

    @Test
    void aRuntimeThatNamesNoVersionIsAnEarlierOne() {
        assertThat(project()
                        .write("src/main/java/dev/moonlet/codegen/RuntimeVersion.java", """
                package dev.moonlet.codegen;

                public final class RuntimeVersion {}
                """)
                        .compile())
                .contains("but moonlet-runtime of an earlier version is compiled against");
    }
}
