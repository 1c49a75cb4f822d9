package io.github.plausible4j.stats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Bodies drawn from the grammar of a release: all that its schema allows, sensible or not. */
final class QueryBodies {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "/",
          "/blog",
          "Google",
          "",
          " ",
          "(none)",
          "日本語",
          "🎉",
          "a\"b\\c",
          "\u0000\u0000",
          "^/blog/.*",
          "line\nbreak",
          "2643743",
          "DE",
          "x".repeat(300));
  private static final List<String> PROPERTIES =
      List.of("author", "url", " ", "日本", "a:b", "event:props:x", "with space");
  private static final int DEEPEST = 4;

  private final Release release;
  private final Random random;

  private QueryBodies(Release release, Random random) {
    this.release = release;
    this.random = random;
  }

  static ObjectNode draw(Release release, Random random) {
    return new QueryBodies(release, random).body();
  }

  private ObjectNode body() {
    ObjectNode body = JSON.objectNode();
    body.put("site_id", pick(TEXTS));
    List<String> metrics = some(release.metrics(), 1);
    ArrayNode metricNames = body.putArray("metrics");
    metrics.forEach(metricNames::add);
    dateRange(body);
    List<String> dimensions = new ArrayList<>();
    if (random.nextBoolean()) {
      List<String> names = new ArrayList<>(release.filterable());
      names.addAll(release.times());
      names.add("event:goal");
      PROPERTIES.forEach(property -> names.add("event:props:" + property));
      dimensions.addAll(some(names, 0));
      ArrayNode json = body.putArray("dimensions");
      dimensions.forEach(json::add);
    }
    if (random.nextBoolean()) {
      filters(body.putArray("filters"), 0, 0);
    }
    if (random.nextBoolean()) {
      orderBy(body.putArray("order_by"));
    }
    if (random.nextBoolean()) {
      ObjectNode include = body.putObject("include");
      some(release.includes(), 0).forEach(key -> include.put(key, random.nextBoolean()));
    }
    if (random.nextBoolean()) {
      pagination(body.putObject("pagination"));
    }
    return body;
  }

  private void dateRange(ObjectNode body) {
    switch (random.nextInt(4)) {
      case 0 -> body.put("date_range", pick(release.shorthands()));
      case 1 -> body.putArray("date_range").add(date()).add(date());
      case 2 -> body.putArray("date_range").add(dateTime()).add(dateTime());
      default -> {
        boolean free = release.has(Release.Part.ANY_LENGTH);
        String number =
            pick(List.of("0", "1", "28", "007", "5000", "5001", "99999999999999999999"));
        body.put(
            "date_range", free ? number + pick(List.of("d", "mo")) : pick(release.shorthands()));
      }
    }
  }

  private String date() {
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02d",
        1970 + random.nextInt(100),
        1 + random.nextInt(12),
        1 + random.nextInt(28));
  }

  private String dateTime() {
    String time =
        String.format(
            Locale.ROOT,
            "T%02d:%02d:%02d",
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(60));
    return date()
        + time
        + pick(List.of("", "", ".5", ".123456", ".000"))
        + pick(List.of("Z", "+00:00", "+02:00", "-05:30", "+14:00"));
  }

  private void filters(ArrayNode filters, int least, int depth) {
    int count = least + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      filter(filters.addArray(), depth);
    }
  }

  private void filter(ArrayNode filter, int depth) {
    int kinds = depth >= DEEPEST ? 1 : release.has(Release.Part.BEHAVIORS) ? 4 : 3;
    switch (random.nextInt(kinds)) {
      case 0 -> comparison(filter);
      case 1 -> filters(filter.add(pick(List.of("and", "or"))).addArray(), 1, depth + 1);
      case 2 -> filter(filter.add("not").addArray(), depth + 1);
      default ->
          filter(filter.add(pick(List.of("has_done", "has_not_done"))).addArray(), depth + 1);
    }
  }

  private void comparison(ArrayNode filter) {
    String operator =
        pick(List.of("is", "is_not", "contains", "contains_not", "matches", "matches_not"));
    List<String> dimensions = new ArrayList<>(release.filterable());
    dimensions.add("event:props:" + pick(PROPERTIES));
    if (operator.equals("is") || operator.equals("contains")) {
      dimensions.add("event:goal");
    }
    if (operator.equals("is") && release.has(Release.Part.SEGMENTS)) {
      dimensions.add("segment");
    }
    filter.add(operator).add(pick(dimensions));
    ArrayNode clauses = filter.addArray();
    for (int i = random.nextInt(4); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> clauses.add(random.nextLong());
        case 1 -> clauses.add(new BigInteger(80, random));
        default -> clauses.add(pick(TEXTS));
      }
    }
    boolean cased = release.has(Release.Part.CASE) && !operator.startsWith("matches");
    if (cased && random.nextBoolean()) {
      ObjectNode modifiers = filter.addObject();
      if (random.nextInt(4) > 0) {
        modifiers.put("case_sensitive", random.nextBoolean());
      }
    }
  }

  private void orderBy(ArrayNode orderBy) {
    List<String> names = new ArrayList<>(release.metrics());
    names.addAll(release.filterable());
    names.addAll(release.times());
    names.add("event:props:" + pick(PROPERTIES));
    some(names, 0).forEach(name -> orderBy.addArray().add(name).add(pick(List.of("asc", "desc"))));
  }

  private void pagination(ObjectNode pagination) {
    if (random.nextBoolean()) {
      pagination.put("limit", 1 + random.nextInt(10_000));
    }
    if (random.nextBoolean()) {
      pagination.put("offset", random.nextLong(Long.MAX_VALUE));
    }
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> List<T> some(List<T> choices, int least) {
    List<T> shuffled = new ArrayList<>(choices);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, least + random.nextInt(4));
  }
}
