package io.github.plausible4j.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The grammar of the tests against schemas as servers publish them, which are not part of this
 * project: {@code -Dplausible4j.query.schemas=DIRECTORY} names files called RELEASE.json, such as
 * {@code V3_2.json}.
 */
@EnabledIfSystemProperty(named = "plausible4j.query.schemas", matches = ".+")
class PublishedSchemaTest {
  private static final int BODIES = 10_000;

  @Test
  void bodiesDrawnFromTheGrammarAreInThePublishedSchema() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("plausible4j.query.schemas")))) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      check(file);
    }
  }

  private static void check(Path file) throws IOException {
    Release release = Release.of(file.getFileName().toString().replace(".json", ""));
    QuerySchema published = QuerySchema.published(Json.MAPPER.readTree(file.toFile()));
    for (long seed = 0; seed < BODIES; seed++) {
      JsonNode body = QueryBodies.draw(release, new Random(seed));
      assertThat(published.problems(body)).as("%s %s", release, body).isEmpty();
      JsonNode written = Json.MAPPER.readTree(StatsQuery.parse(body.toString()).toJson());
      assertThat(published.problems(written)).isEmpty();
      assertThat(written).isEqualTo(Json.MAPPER.readTree(body.toString()));
    }
    System.out.println(file.getFileName() + ": " + BODIES + " bodies");
  }
}
