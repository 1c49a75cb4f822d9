package io.github.plausible4j.testkit.internal.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.Goal;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Goals in the Plugins API. Thread-safe. */
final class GoalPlugin {
  private static final String PATH = "/api/plugins/v1/goals";
  private static final int MAX_NAME = 120;

  private final PluginCalls calls;
  private final boolean currencies;

  /**
   * @param currencies whether goals have currencies, which only the hosted service supports
   */
  GoalPlugin(PluginCalls calls, boolean currencies) {
    this.calls = calls;
    this.currencies = currencies;
  }

  HttpResponse list(HttpRequest call) {
    return calls.paged(
        call,
        (site, parameters) -> {
          List<Goal> goals = new ArrayList<>(site.contents().goals());
          Collections.reverse(goals);
          return HttpResponse.json(
              200,
              page(Page.of(goals, Goal::id, parameters, PluginCalls.DEFAULT_LIMIT), parameters));
        });
  }

  HttpResponse get(HttpRequest call, String id) {
    return calls.withId(
        call,
        id,
        (site, number) ->
            site.contents().goals().stream()
                .filter(goal -> goal.id() == number)
                .findFirst()
                .map(goal -> HttpResponse.json(200, json(goal)))
                .orElseGet(PluginErrors::notFound));
  }

  HttpResponse put(HttpRequest call) {
    return calls.withBody(call, BodySchemas::goals, this::create);
  }

  HttpResponse delete(HttpRequest call, String id) {
    return calls.withId(
        call,
        id,
        (site, number) -> {
          site.contents().removeGoal(number);
          return HttpResponse.empty(204);
        });
  }

  HttpResponse deleteAll(HttpRequest call) {
    return calls.withBody(
        call,
        BodySchemas::goalIds,
        (site, body) -> {
          Set<Long> ids = new HashSet<>();
          body.get("goal_ids").forEach(id -> ids.add(id.asLong()));
          Set<Long> present = new HashSet<>(ids);
          present.retainAll(site.contents().goals().stream().map(Goal::id).toList());
          if (present.isEmpty()) {
            return ErrorResponses.of(call, 500);
          }
          // If one does not exist, nothing is deleted, without an error.
          if (present.size() == ids.size()) {
            ids.forEach(site.contents()::removeGoal);
          }
          return HttpResponse.empty(204);
        });
  }

  private HttpResponse create(Site site, JsonNode body) {
    List<Goal> wanted = new ArrayList<>();
    for (JsonNode goal : body.has("goals") ? body.get("goals") : List.of(body)) {
      PluginErrors errors = check(goal);
      if (!errors.isEmpty()) {
        return errors.answer(422);
      }
      wanted.add(goalOf(goal));
    }
    for (Goal goal : wanted) {
      if (currencies && goal.currency() != null && !isCurrency(goal.currency())) {
        return new PluginErrors().rule("currency", "is invalid").answer(422);
      }
    }
    List<Goal> before = site.contents().goals();
    List<Goal> stored =
        wanted.stream()
            .map(goal -> currencies ? goal : goal.withCurrency(null))
            .map(site.contents()::goalFor)
            .toList();
    PluginErrors taken = differingCurrencies(wanted, stored);
    if (!taken.isEmpty()) {
      stored.stream()
          .filter(goal -> !before.contains(goal))
          .forEach(goal -> site.contents().removeGoal(goal.id()));
      return taken.answer(422);
    }
    HttpResponse answer =
        HttpResponse.json(201, page(new Page<>(stored, null, null, stored.size()), Map.of()));
    for (Goal goal : stored) {
      answer = answer.header("location", calls.url(PATH + "/" + goal.id()));
    }
    return answer;
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }

  /** Goals with the same name have the same currency. Community Edition stores no currency. */
  private static PluginErrors differingCurrencies(List<Goal> wanted, List<Goal> stored) {
    PluginErrors errors = new PluginErrors();
    for (int i = 0; i < wanted.size(); i++) {
      String currency = stored.get(i).currency();
      String asked = wanted.get(i).currency();
      if (asked != null && !asked.equals(currency)) {
        errors.rule(
            "event_name",
            "'"
                + stored.get(i).eventName()
                + "' (with currency: "
                + (currency == null ? "" : currency)
                + ") has already been taken");
      }
    }
    return errors;
  }

  private static PluginErrors check(JsonNode json) {
    JsonNode goal = json.get("goal");
    PluginErrors errors = new PluginErrors();
    String type = json.get("goal_type").asText();
    boolean page = type.equals("Goal.Pageview");
    String name = goal.get(page ? "path" : "event_name").asText().trim();
    if (page && !name.isEmpty()) {
      return errors;
    }
    if (name.isEmpty()) {
      errors.rule("event_name", "this field is required and cannot be blank");
      errors.rule("page_path", "this field is required and must start with a /");
    } else if (name.codePointCount(0, name.length()) > MAX_NAME) {
      errors.rule("event_name", "should be at most 120 character(s)");
    } else if (name.equals("engagement")) {
      errors.rule(
          "event_name", "The event name 'engagement' is reserved and cannot be used as a goal");
    }
    return errors;
  }

  private static Goal goalOf(JsonNode json) {
    JsonNode goal = json.get("goal");
    Goal wanted =
        json.get("goal_type").asText().equals("Goal.Pageview")
            ? Goal.page(goal.get("path").asText().trim())
            : Goal.event(goal.get("event_name").asText().trim());
    Map<String, String> props = new TreeMap<>();
    goal.path("custom_props")
        .properties()
        .forEach(p -> props.put(p.getKey(), p.getValue().asText()));
    JsonNode currency = goal.path("currency");
    return wanted.withProps(props).withCurrency(currency.isTextual() ? currency.asText() : null);
  }

  private ObjectNode page(Page<Goal> page, Map<String, String> parameters) {
    ObjectNode body = JsonValues.object();
    ArrayNode goals = body.putArray("goals");
    page.items().forEach(goal -> goals.add(json(goal)));
    body.set("meta", calls.pagination(PATH, page, parameters));
    return body;
  }

  private static ObjectNode json(Goal goal) {
    ObjectNode json = JsonValues.object();
    ObjectNode body = json.putObject("goal");
    body.put("id", goal.id()).put("display_name", goal.displayName());
    body.set("custom_props", JsonValues.tree(goal.customProps()));
    if (goal.pagePath() != null) {
      body.put("path", goal.pagePath());
      return json.put("goal_type", "Goal.Pageview");
    }
    body.put("event_name", goal.eventName());
    if (goal.currency() != null) {
      body.put("currency", goal.currency());
      return json.put("goal_type", "Goal.Revenue");
    }
    return json.put("goal_type", "Goal.CustomEvent");
  }
}
