package io.github.plausible4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.internal.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is read is written back as it was, in the grammar of every release. */
class QueryGrammarProperties {
  private static final Map<Release, QuerySchema> SCHEMAS = new HashMap<>();

  static {
    for (Release release : Release.ALL) {
      SCHEMAS.put(release, QuerySchema.of(release));
    }
  }

  record Drawn(Release release, long seed) {
    ObjectNode body() {
      return QueryBodies.draw(release, new Random(seed));
    }
  }

  @Provide
  Arbitrary<Drawn> bodies() {
    return Arbitraries.of(Release.ALL)
        .flatMap(release -> Arbitraries.longs().map(seed -> new Drawn(release, seed)));
  }

  @Property(tries = 70_000)
  void everyBodyOfTheSchemaIsReadAndWrittenBackAsItWas(@ForAll("bodies") Drawn drawn)
      throws Exception {
    JsonNode body = drawn.body();
    assertThat(SCHEMAS.get(drawn.release()).problems(body)).as("%s", body).isEmpty();

    StatsQuery query = StatsQuery.parse(body.toString());
    JsonNode written = Json.MAPPER.readTree(query.toJson());

    assertThat(written).isEqualTo(Json.MAPPER.readTree(body.toString()));
    assertThat(StatsQuery.parse(query.toJson())).isEqualTo(query).hasSameHashCodeAs(query);
  }

  @Property(tries = 4_000)
  void aBodyThatTheSchemaRefusesIsRefusedWithItsPlace(
      @ForAll("bodies") Drawn drawn, @ForAll long damage) {
    ObjectNode body = drawn.body();
    spoil(body, new Random(damage));
    boolean refused = !SCHEMAS.get(Release.V2026_02_HOSTED).problems(body).isEmpty();

    if (refused) {
      assertThatThrownBy(() -> StatsQuery.parse(body.toString()))
          .as("%s", body)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("#");
    } else {
      assertThat(StatsQuery.parse(body.toString()).toTree()).isNotNull();
    }
  }

  /**
   * Replaces, removes or adds a part, with names left as they are: unknown ones pass on purpose.
   */
  private static void spoil(ObjectNode body, Random random) {
    List<JsonNode> parts = new ArrayList<>();
    collect(body, parts);
    JsonNode part = parts.get(random.nextInt(parts.size()));
    if (part instanceof ObjectNode object) {
      if (object.isEmpty() || random.nextBoolean()) {
        object.put("surprise", true);
      } else {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        String key = keys.get(random.nextInt(keys.size()));
        if (random.nextBoolean()) {
          object.remove(key);
        } else {
          object.set(key, strange(random));
        }
      }
    } else if (part instanceof ArrayNode array) {
      if (array.isEmpty() || random.nextBoolean()) {
        array.add(strange(random));
      } else if (random.nextBoolean()) {
        array.remove(random.nextInt(array.size()));
      } else {
        array.set(random.nextInt(array.size()), strange(random));
      }
    }
  }

  private static JsonNode strange(Random random) {
    ObjectNode holder = Json.MAPPER.createObjectNode();
    return switch (random.nextInt(5)) {
      case 0 -> holder.nullNode();
      case 1 -> holder.numberNode(1.5);
      case 2 -> holder.arrayNode().add(holder.objectNode());
      case 3 -> holder.booleanNode(true);
      default -> holder.objectNode().put("surprise", 1);
    };
  }

  private static void collect(JsonNode node, List<JsonNode> parts) {
    if (node.isContainerNode()) {
      parts.add(node);
      node.forEach(child -> collect(child, parts));
    }
  }
}
