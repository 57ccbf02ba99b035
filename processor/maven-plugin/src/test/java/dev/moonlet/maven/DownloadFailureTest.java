package dev.moonlet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadFailureTest {

    private static final String GOAL =
            "[ERROR] Failed to execute goal on project app: Could not resolve dependencies: ";
    private static final String REFUSED = GOAL
            + "Could not transfer artifact org.example:lib:jar:1 from/to central (https://repo.example): Connection refused";

    private static Maven.Outcome failed(String output) {
        return new Maven.Outcome(false, "[INFO] Scanning for projects...\n" + output + "\n[INFO] BUILD FAILURE\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Could not transfer artifact org.example:lib:jar:1 from/to central (https://repo.example): repo.example: Name or"
                        + " service not known",
                "Could not transfer artifact org.example:lib:jar:1 from/to central (https://repo.example): Unknown host repo.example",
                "Could not transfer artifact org.example:lib:pom:1 from/to central (https://repo.example): Connect to"
                        + " repo.example:443 failed: Connection refused",
                "Could not transfer artifact org.example:lib:jar:1 from/to central (https://repo.example): Connect timed out",
                "Cannot access central (https://repo.example) in offline mode and the artifact org.example:lib:jar:1 has not"
                        + " been downloaded from it before."
            })
    void aRepositoryThatCanNotBeReached(String cause) {
        assertThat(DownloadFailure.in(failed(GOAL + cause))).contains(GOAL + cause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Could not find artifact org.example:lib:jar:2 in central (https://repo.example)",
                "Could not transfer artifact org.example:lib:jar:2 from/to central (https://repo.example): status code: 500",
                "Could not transfer artifact dev.moonlet:moonlet-test:jar:1 from/to central (https://repo.example): Connection"
                        + " refused",
                "Cannot access central (https://repo.example) in offline mode and the artifact dev.moonlet:moonlet-test:jar:1"
                        + " has not been downloaded from it before."
            })
    void anArtifactThatDoesNotExistIsAFailureOfTheBuild(String cause) {
        assertThat(DownloadFailure.in(failed(GOAL + cause))).isEmpty();
    }

    @Test
    void aFailureOfTheBuildAfterItsTests() {
        assertThat(DownloadFailure.in(failed(REFUSED))).isPresent();
        assertThat(DownloadFailure.in(failed("[ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0\n" + REFUSED)))
                .isEmpty();
        assertThat(DownloadFailure.in(new Maven.Outcome(true, REFUSED))).isEmpty();
    }
}
