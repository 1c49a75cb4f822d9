package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The description of the Plugins API in OpenAPI. */
class PluginsDescriptionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void itsRoutesAreThereAndWantAToken() throws Exception {
    try (PlausibleServer server = PlausibleServer.start()) {
      JsonNode description = description(server);

      assertThat(description.at("/servers/0/url").asText()).isEqualTo(server.url());
      assertThat(description.get("paths")).hasSize(7);
      for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
        for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
          boolean open =
              operation.getValue().path("security").isEmpty()
                  && operation.getValue().has("security");
          assertThat(
                  Http.send(
                          server,
                          operation.getKey().toUpperCase(Locale.ROOT),
                          path.getKey().replace("{id}", "1"),
                          null)
                      .statusCode())
              .as("%s %s", operation.getKey(), path.getKey())
              .isEqualTo(open ? 200 : 401);
        }
      }
    }
  }

  @Test
  void everyReferenceInItLeadsSomewhere() throws Exception {
    try (PlausibleServer server = PlausibleServer.start()) {
      JsonNode description = description(server);

      assertThat(description.findValuesAsText("$ref"))
          .isNotEmpty()
          .allSatisfy(
              reference ->
                  assertThat(description.at(reference.substring(1)).isObject())
                      .as(reference)
                      .isTrue());
    }
  }

  private static JsonNode description(PlausibleServer server) throws Exception {
    return JSON.readTree(Http.get(server, "/api/plugins/spec/openapi").body());
  }
}
