package dev.moonlet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;

class CompilerSettingsTest {

    private static CompilerSettings settings(String configuration, Map<String, String> properties, boolean tests)
            throws IOException, XmlPullParserException {
        return new CompilerSettings(
                Xpp3DomBuilder.build(new StringReader("<configuration>" + configuration + "</configuration>")),
                name -> Optional.ofNullable(properties.get(name)),
                tests,
                false);
    }

    @Test
    void theReleaseIsTakenFromTheConfigurationOrFromProperties() throws Exception {
        Map<String, String> properties =
                Map.of("maven.compiler.release", "17", "project.build.sourceEncoding", "UTF-8");
        assertThat(settings("", properties, false).languageOptions())
                .containsExactly("--release", "17", "-encoding", "UTF-8", "-g");
        assertThat(settings("<release>21</release><debug>false</debug>", properties, false)
                        .languageOptions())
                .containsExactly("--release", "21", "-encoding", "UTF-8");
        assertThat(settings("<source>17</source><target>21</target><parameters>true</parameters>", Map.of(), false)
                        .languageOptions())
                .containsExactly("-source", "17", "-target", "21", "-g", "-parameters");
    }

    @Test
    void testsMayHaveTheirOwn() throws Exception {
        String configuration = "<release>17</release><testRelease>21</testRelease>";
        assertThat(settings(configuration, Map.of(), true).languageOptions()).startsWith("--release", "21");
        assertThat(settings(configuration, Map.of(), false).languageOptions()).startsWith("--release", "17");
    }

    @Test
    void moonletsSettingsAreAmongTheArguments() throws Exception {
        CompilerSettings settings = settings("""
                <compilerArgs>
                  <arg>-Xlint:all</arg>
                  <arg>-Amoonlet.component=spring</arg>
                  <arg>-Aother=1</arg>
                </compilerArgs>
                <compilerArgument>-Amoonlet.keys=declared</compilerArgument>
                """, Map.of(), false);
        assertThat(settings.moonletSettings())
                .isEqualTo(Map.of("moonlet.component", "spring", "moonlet.keys", "declared"));
        assertThat(settings.failsOnWarning()).isFalse();
    }

    @Test
    void argumentsThatChangeClassesArePassedOn() throws Exception {
        assertThat(settings("""
                <compilerArgs>
                  <arg>-Xlint:all</arg>
                  <arg>-parameters</arg>
                  <arg>--add-modules</arg>
                  <arg>java.sql</arg>
                  <arg>-Amoonlet.keys=any</arg>
                </compilerArgs>
                """, Map.of(), false).languageOptions())
                .containsExactly("-g", "-parameters", "--add-modules", "java.sql");
    }

    @Test
    void anotherCompilerCompilesTheWholeModule() throws Exception {
        assertThat(settings("", Map.of(), false).isOwnJavac()).isTrue();
        assertThat(settings("<fork>true</fork>", Map.of(), false).isOwnJavac()).isFalse();
        assertThat(settings("", Map.of("maven.compiler.fork", "true"), false).isOwnJavac())
                .isFalse();
        assertThat(settings("<compilerId>eclipse</compilerId>", Map.of(), false).isOwnJavac())
                .isFalse();
        assertThat(settings("<jdkToolchain><version>21</version></jdkToolchain>", Map.of(), false)
                        .isOwnJavac())
                .isFalse();
    }

    @Test
    void processorsMayBeSwitchedOff() throws Exception {
        assertThat(settings("", Map.of(), false).runsProcessors()).isTrue();
        assertThat(settings("<proc>none</proc>", Map.of(), false).runsProcessors())
                .isFalse();
        assertThat(settings("<compilerArgs><arg>-proc:none</arg></compilerArgs>", Map.of(), false)
                        .runsProcessors())
                .isFalse();
    }

    @Test
    void generatedSourcesAreWhereTheCompilerPluginPutsThem() throws Exception {
        Path directory = Path.of("/project");
        Path target = Path.of("/project/target");
        assertThat(settings("", Map.of(), false).generatedSources(directory, target))
                .isEqualTo(Path.of("/project/target/generated-sources/annotations"));
        assertThat(settings("", Map.of(), true).generatedSources(directory, target))
                .isEqualTo(Path.of("/project/target/generated-test-sources/test-annotations"));
        assertThat(settings("<generatedSourcesDirectory>out</generatedSourcesDirectory>", Map.of(), false)
                        .generatedSources(directory, target))
                .isEqualTo(Path.of("/project/out"));
    }
}
