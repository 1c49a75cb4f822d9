package io.github.plausible4j.k8s.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final String FIRST = "2026-01-01T00:00:00Z";
  private static final String LATER = "2026-01-01T00:00:01Z";

  @Test
  void anUpdateWithTheSameContentChangesNothingHoweverMuchLaterItComes() {
    ObjectNode stored = updated(configMap(""), configMap("one"), FIRST);

    assertThat(updated(stored, configMap("one"), LATER)).isEqualTo(stored);
  }

  @Test
  void anUpdateThatSendsManagedFieldsAlongChangesNothingEither() {
    ObjectNode stored = updated(configMap(""), configMap("one"), FIRST);

    assertThat(updated(stored, stored, LATER)).isEqualTo(stored);
  }

  @Test
  void anApplyWithTheSameContentChangesNothingHoweverMuchLaterItComes() {
    ObjectNode stored = configMap("");
    Merge.apply(stored, configMap("one"), "me", false, FIRST);
    ObjectNode again = stored.deepCopy();

    Merge.apply(again, configMap("one"), "me", false, LATER);

    assertThat(again).isEqualTo(stored);
  }

  @Test
  void anotherWriterOfTheSameFieldIsRecordedWithItsTime() {
    ObjectNode stored = updated(configMap(""), configMap("one"), FIRST);
    ObjectNode after = configMap("two");

    Merge.update(stored, after, "somebody else", false, LATER);

    assertThat(after.at("/metadata/managedFields"))
        .anySatisfy(
            entry -> {
              assertThat(entry.path("manager").asText()).isEqualTo("somebody else");
              assertThat(entry.path("time").asText()).isEqualTo(LATER);
            });
  }

  private static ObjectNode updated(JsonNode before, ObjectNode sent, String time) {
    ObjectNode after = sent.deepCopy();
    Merge.update(before, after, "me", false, time);
    return after;
  }

  private static ObjectNode configMap(String value) {
    ObjectNode map = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata").put("name", "map");
    if (!value.isEmpty()) {
      map.putObject("data").put("key", value);
    }
    return map;
  }
}
