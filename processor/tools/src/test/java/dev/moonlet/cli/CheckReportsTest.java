package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} reports, and how: levels, codes, a baseline, annotations. */
class CheckReportsTest {

    private static final String FAULTY = "local unused = 1\nlocal x, y = 1\nreturn x\n";

    @TempDir
    Path directory;

    private SampleProject project;
    private String baseline;

    @BeforeEach
    void write() throws IOException {
        project = new SampleProject(directory.resolve("lua"));
        project.write("a.lua", FAULTY);
        baseline = directory.resolve("baseline.txt").toString();
    }

    @Test
    void anOptionSetsTheLevelOfACheck() {
        CommandRun error = project.moonlet("check", "--level", "unused-local=error");
        assertThat(error.out()).contains("error: local \"unused\"", "1 script: 1 error, 1 warning");
        assertThat(error.status()).isEqualTo(ExitStatus.FAILED);
        CommandRun off =
                project.moonlet("check", "--level", "unused-local=off", "--level", "unbalanced-assignment=hint");
        assertThat(off.out()).contains("0 errors, 0 warnings, 1 hint").doesNotContain("[unused-local]");
        assertThat(project.moonlet("check", "--level", "unused-local=loud").status())
                .isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void codesChooseWhatIsReported() {
        CommandRun run = project.moonlet("check", "--code", "unbalanced-assignment,include-not-found", "--strict");
        assertThat(run.out()).contains("[unbalanced-assignment]", "1 warning").doesNotContain("[unused-local]");
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        CommandRun unknown = project.moonlet("check", "--code", "unused-lcal");
        assertThat(unknown.err())
                .isEqualTo("--code: there is no code \"unused-lcal\"; did you mean \"unused-local\"?\n");
        assertThat(unknown.status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void onlyWhatIsNotInTheBaselineFails() throws IOException {
        CommandRun written = project.moonlet("check", "--strict", "--write-baseline", baseline);
        assertThat(written.out()).isEqualTo("1 script: 0 errors, 0 warnings; 2 in the baseline\n");
        assertThat(written.status()).isZero();
        project.write("a.lua", "local moved = 1\n" + FAULTY.replace("return x", "return x + moved"));
        CommandRun known = project.moonlet("check", "--strict", "--baseline", baseline);
        assertThat(known.out()).contains("2 in the baseline");
        assertThat(known.status()).isZero();
        project.write("a.lua", "local unused = 1\n" + FAULTY);
        CommandRun added = project.moonlet("check", "--strict", "--baseline", baseline);
        assertThat(added.out()).contains("[unused-local]", "1 warning, 1 hint; 2 in the baseline");
        assertThat(added.status()).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void aBaselineThatIsNotThereIsReported() {
        CommandRun run = project.moonlet("check", "--baseline", baseline);
        assertThat(run.err()).contains("can't be read: there is no such file; --write-baseline writes one");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void annotationsNameFilesAndLines() throws IOException {
        project.write("b,c.lua", "---@include \"x%y\"\nreturn 1\n");
        CommandRun run = project.moonlet("check", "--format", "github");
        String root = directory.resolve("lua").toString().replace('\\', '/');
        assertThat(run.out())
                .contains(
                        "::warning file=" + root + "/a.lua,line=1,endLine=1,col=7,endColumn=13,title=unused-local::"
                                + "local \"unused\" is never used%0Aremove it, or begin its name with an underscore\n",
                        "::error file=" + root + "/b%2Cc.lua,line=1,",
                        "title=include-not-found::include not found: \"x%25y\"")
                .endsWith("2 scripts: 1 error, 2 warnings\n");
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void whatHasNoErrorHasNoAnnotation() throws IOException {
        Files.writeString(directory.resolve("lua/a.lua"), "return 1\n");
        assertThat(project.moonlet("check", "--format", "github").out()).isEqualTo("1 script: 0 errors, 0 warnings\n");
    }
}
