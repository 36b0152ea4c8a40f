package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of settings lists what the metadata of the Spring module describes, with the same defaults. */
class SettingsTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(eventsourcing\\.[^`]*)` \\| (.*?) \\| .* ?\\|$");
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private static Map<String, String> page() {
        Map<String, String> rows = new TreeMap<>();
        for (String line : SourceTree.read(Path.of("docs/settings.md"))
                .lines()
                .takeWhile(text -> !text.startsWith("## "))
                .toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && !row.group(1).contains("<")) {
                assertThat(rows.put(row.group(1), row.group(2)))
                        .as(row.group(1))
                        .isNull();
            }
        }
        return rows;
    }

    private static List<JsonNode> described() throws IOException {
        List<JsonNode> described = new ArrayList<>();
        for (URL url : Collections.list(SettingsTest.class.getClassLoader().getResources(METADATA))) {
            try (InputStream metadata = url.openStream()) {
                for (JsonNode property : new JsonMapper().readTree(metadata).get("properties")) {
                    if (property.get("name").stringValue().startsWith("eventsourcing.")) {
                        described.add(property);
                    }
                }
            }
        }
        return described;
    }

    @Test
    void thePageListsEverySettingAndNoOther() throws IOException {
        assertThat(page().keySet())
                .containsExactlyInAnyOrderElementsOf(described().stream()
                        .map(property -> property.get("name").stringValue())
                        .toList());
    }

    @Test
    void everySettingIsDescribed() throws IOException {
        assertThat(described())
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.path("description").stringValue(""))
                        .as(property.get("name").stringValue())
                        .isNotBlank());
    }

    @Test
    void thePageTellsTheDefaults() throws IOException {
        Map<String, String> page = page();
        for (JsonNode property : described()) {
            JsonNode value = property.get("defaultValue");
            if (value != null && !value.isArray() && !value.asString().isEmpty()) {
                String name = property.get("name").stringValue();
                assertThat(page.get(name)).as(name).isEqualTo("`" + value.asString() + "`");
            }
        }
    }
}
