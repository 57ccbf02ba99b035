package dev.moonlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What an editor shows of the properties. */
class ConfigurationMetadataTest {

    @Test
    void everyPropertyIsDescribed() throws IOException {
        Map<String, String> described = new HashMap<>();
        try (InputStream metadata =
                MoonletProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            for (JsonNode property : new ObjectMapper().readTree(metadata).get("properties")) {
                if (property.get("name").asText().startsWith("moonlet.")) {
                    described.put(
                            property.get("name").asText(),
                            property.path("description").asText());
                }
            }
        }
        assertThat(described)
                .containsOnlyKeys(
                        "moonlet.enabled",
                        "moonlet.delivery",
                        "moonlet.read-timeout",
                        "moonlet.write-timeout",
                        "moonlet.connect-timeout",
                        "moonlet.key-prefix",
                        "moonlet.metrics.enabled",
                        "moonlet.observations.enabled",
                        "moonlet.translate-exceptions")
                .allSatisfy((name, description) ->
                        assertThat(description).as(name).endsWith(".").doesNotContain("{@", "\n"));
    }

    @Test
    void conditionsAreKnownWithoutTheClasses() throws IOException {
        Properties conditions = new Properties();
        try (InputStream metadata =
                MoonletProperties.class.getResourceAsStream("/META-INF/spring-autoconfigure-metadata.properties")) {
            conditions.load(metadata);
        }
        assertThat(conditions.getProperty(MoonletAutoConfiguration.class.getName() + ".ConditionalOnClass"))
                .contains("io.lettuce.core.RedisClient");
    }
}
