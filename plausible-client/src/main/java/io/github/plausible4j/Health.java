package io.github.plausible4j;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The health of a server as it reports it at {@code GET /api/health}. The components depend on the
 * release: {@code postgres} and {@code clickhouse} always, {@code sites_cache} and {@code sessions}
 * in newer ones.
 *
 * @param components the state of each component as the server reports it, {@code ok} if it is
 *     healthy; in the server's order, {@code null} becomes {@code unknown}
 */
public record Health(Map<String, String> components) {
  public Health {
    components = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(components));
  }

  /** Whether every component is healthy. */
  public boolean isHealthy() {
    return components.values().stream().allMatch("ok"::equals);
  }

  static Health read(JsonNode json) {
    Map<String, String> components = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : Json.fields(json).entrySet()) {
      components.put(
          field.getKey(), field.getValue().isNull() ? "unknown" : field.getValue().asText());
    }
    return new Health(components);
  }
}
