package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What code scanners read: the schema of SARIF holds, and all that GitHub asks for is there. */
class SarifReportTest {

    private static final int LONGEST = 1024;

    @TempDir
    Path directory;

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private JsonNode check(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "check", "--format", "sarif", "--path", directory.resolve("lua").toString()));
        arguments.addAll(List.of(more));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        JsonNode log = new ObjectMapper().readTree(run.out());
        assertThat(schema().validate(log)).isEmpty();
        assertThat(log.at("/runs/0/results")).allSatisfy(SarifReportTest::hasAllThatGitHubAsksOfAResult);
        assertThat(log.at("/runs/0/tool/driver/rules")).allSatisfy(SarifReportTest::hasAllThatGitHubAsksOfARule);
        return log.at("/runs/0");
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream schema = SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Objects.requireNonNull(schema));
        }
    }

    private static void hasAllThatGitHubAsksOfAResult(JsonNode result) {
        assertThat(result.at("/ruleId").asText()).isNotEmpty();
        assertThat(result.at("/message/text").asText()).isNotEmpty();
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(URI.create(place.at("/artifactLocation/uri").asText()).getPath())
                .isNotEmpty();
        for (String end : List.of("startLine", "startColumn", "endLine", "endColumn")) {
            assertThat(place.at("/region/" + end).asInt()).isPositive();
        }
    }

    private static void hasAllThatGitHubAsksOfARule(JsonNode rule) {
        assertThat(rule.at("/id").asText()).isNotEmpty();
        assertThat(rule.at("/shortDescription/text").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(LONGEST);
        assertThat(rule.at("/fullDescription/text").asText())
                .startsWith(rule.at("/shortDescription/text").asText())
                .hasSizeLessThanOrEqualTo(LONGEST);
        assertThat(rule.at("/help/text").asText()).isNotEmpty();
        assertThat(rule.at("/help/markdown").asText())
                .startsWith("# " + rule.at("/id").asText());
        assertThat(rule.at("/helpUri").asText()).startsWith("https://");
        assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("error", "warning");
    }

    @Test
    void theToolSaysWhatItIs() throws IOException {
        write("lua/a.lua", "return 1\n");
        JsonNode driver = check().at("/tool/driver");
        assertThat(driver.at("/name").asText()).isEqualTo("moonlet");
        assertThat(driver.at("/version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(driver.at("/informationUri").asText()).startsWith("https://");
        assertThat(CommandRun.of("--version").out())
                .isEqualTo("moonlet " + driver.at("/version").asText() + "\n");
    }

    @Test
    void aRuleIsThePageOfItsCode() throws IOException {
        write("lua/a.lua", "local unused = 1\nreturn { x, y }\n");
        JsonNode run = check();
        assertThat(run.at("/tool/driver/rules"))
                .extracting(rule -> rule.at("/id").asText())
                .containsExactly("undefined-global", "unused-local");
        JsonNode rule = run.at("/tool/driver/rules/0");
        String page = Files.readString(Path.of("../../docs/checks/undefined-global.md"));
        assertThat(rule.at("/help/markdown").asText()).isEqualTo(page);
        assertThat(page).contains(rule.at("/shortDescription/text").asText());
        assertThat(rule.at("/help/text").asText()).doesNotContain("```", "`", "# ");
        assertThat(rule.at("/helpUri").asText()).endsWith("/checks/undefined-global.html");
        assertThat(rule.at("/defaultConfiguration/level").asText()).isEqualTo("error");
        assertThat(run.at("/tool/driver/rules/1/defaultConfiguration/level").asText())
                .isEqualTo("warning");
        assertThat(run.at("/results")).hasSize(3).allSatisfy(result -> assertThat(
                        run.at("/tool/driver/rules/" + result.at("/ruleIndex").asInt() + "/id"))
                .isEqualTo(result.at("/ruleId")));
    }

    @Test
    void everyPageCanBeARule() throws IOException {
        try (var pages = Files.list(Path.of("../../docs/checks"))) {
            for (Path file : pages.filter(page -> !page.endsWith("README.md")).toList()) {
                String code = file.getFileName().toString().replace(".md", "");
                CheckPage page = CheckPage.of(code).orElseThrow();
                assertThat(page.markdown()).isEqualTo(Files.readString(file));
                assertThat(page.shortDescription()).as(code).isNotEmpty().hasSizeLessThanOrEqualTo(LONGEST);
                assertThat(page.fullDescription()).as(code).startsWith(page.shortDescription());
                assertThat(page.text()).as(code).doesNotContain(".md)", "```");
                assertThat(page.linkedMarkdown())
                        .as(code)
                        .doesNotContain("](../", "](#")
                        .doesNotContainPattern("]\\(\\w+\\.md");
            }
        }
    }

    @Test
    void whatHasNoPlaceIsSaidOfItsScript() throws IOException {
        write("lua/a.lua", "return 1\n");
        Files.write(directory.resolve("lua/b.lua"), "return '\u00e9'\n".getBytes(StandardCharsets.ISO_8859_1));
        JsonNode results = check("--max-size", "4").at("/results");
        assertThat(results).hasSize(2).allSatisfy(result -> assertThat(
                        result.at("/locations/0/physicalLocation/artifactLocation/uri")
                                .asText())
                .endsWith(".lua"));
    }

    @Test
    void whatIsInAJarIsSaidWhereItIsIncluded() throws IOException {
        Path jar = directory.resolve("lib.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/lua/lib/x.lua"));
            out.write("local x = nope\n".getBytes(StandardCharsets.UTF_8));
        }
        write("lua/a.lua", "\n---@include \"/lib/x\"\nreturn x\n");
        JsonNode place = check("--class-path", jar.toString()).at("/results/0/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText()).endsWith("/lua/a.lua");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(2);
    }

    @Test
    void namesOfFilesAreUris() throws IOException {
        write("lua/odd:name %41 \u00e9.lua", "return x\n");
        String uri = check().at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                .asText();
        assertThat(URI.create(uri).getPath())
                .isEqualTo(directory.resolve("lua/odd:name %41 \u00e9.lua").toString());
    }

    @Test
    void pathsAreRelativeToTheRepository() {
        SarifPaths paths = new SarifPaths(Path.of("/some").toAbsolutePath());
        assertThat(paths.location(Path.of("/some/a:b/c d.lua")))
                .containsEntry("uri", "a%3Ab/c%20d.lua")
                .containsEntry("uriBaseId", "%SRCROOT%");
        assertThat(paths.location(Path.of("/elsewhere/c.lua")))
                .containsOnly(Map.entry("uri", "file:///elsewhere/c.lua"));
        assertThat(Files.exists(SarifPaths.here().base().resolve(".git"))
                        || SarifPaths.here().base().equals(Path.of("").toAbsolutePath()))
                .isTrue();
    }

    @Test
    void aResultIsKnownAgainWhenLinesAboveItChange() throws IOException {
        write("lua/a.lua", "return first\n");
        JsonNode before = check().at("/results/0/partialFingerprints");
        write("lua/a.lua", "-- Says more.\n\nreturn first\n");
        assertThat(check().at("/results/0/partialFingerprints")).isEqualTo(before);
        write("lua/a.lua", "return first or second\n");
        Set<JsonNode> fingerprints = new HashSet<>();
        check().at("/results").forEach(result -> fingerprints.add(result.at("/partialFingerprints")));
        assertThat(fingerprints).hasSize(1).doesNotContain(before);
    }
}
