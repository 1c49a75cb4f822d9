package io.github.plausible4j.testkit.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.Goal;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Goals in the Sites API. Thread-safe. */
final class GoalEndpoints {
  private static final int MAX_NAME = 120;
  private static final int MAX_PROPS = 3;

  private final SiteCalls calls;

  GoalEndpoints(SiteCalls calls) {
    this.calls = calls;
  }

  HttpResponse list(HttpRequest call) {
    return calls.ofSite(
        call,
        false,
        (site, parameters) -> {
          List<Goal> goals = new ArrayList<>(site.contents().goals());
          Collections.reverse(goals);
          return SiteCalls.page(call, "goals", goals, Goal::id, GoalEndpoints::json);
        });
  }

  HttpResponse put(HttpRequest call) {
    return calls.ofSite(call, true, GoalEndpoints::create);
  }

  HttpResponse delete(HttpRequest call, String id) {
    return calls.ofSite(
        call,
        true,
        (site, parameters) ->
            id.matches("\\d{1,18}") && site.contents().removeGoal(Long.parseLong(id))
                ? SiteCalls.confirmed("deleted")
                : SiteCalls.error(404, "Goal could not be found"));
  }

  private static HttpResponse create(Site site, ObjectNode parameters) {
    String type = SiteCalls.text(parameters, "goal_type");
    if (type == null) {
      return missing("goal_type");
    }
    if (!type.equals("event") && !type.equals("page")) {
      // The real server does not handle other types.
      return SiteCalls.error(500, "internal server error");
    }
    String key = type.equals("event") ? "event_name" : "page_path";
    String target = SiteCalls.text(parameters, key);
    if (target == null) {
      return missing(key);
    }
    Goal wanted = type.equals("event") ? Goal.event(target.trim()) : Goal.page(target.trim());
    String problem = problem(wanted, parameters);
    if (problem != null) {
      return SiteCalls.error(400, problem);
    }
    String displayName = SiteCalls.text(parameters, "display_name");
    Goal named = displayName == null ? wanted : wanted.named(displayName);
    String currency = SiteCalls.text(parameters, "currency");
    Goal stored =
        site.contents().goalFor(named.withProps(props(parameters)).withCurrency(currency));
    if (currency != null && !currency.equals(stored.currency())) {
      return SiteCalls.error(
          400,
          "event_name: '%s' (with currency: %s) has already been taken"
              .formatted(stored.eventName(), Objects.requireNonNullElse(stored.currency(), "")));
    }
    ObjectNode json = json(stored);
    return HttpResponse.json(200, json.put("domain", site.domain()));
  }

  private static @Nullable String problem(Goal goal, ObjectNode parameters) {
    String name = goal.eventName();
    if (name != null && name.codePointCount(0, name.length()) > MAX_NAME) {
      return "event_name: should be at most 120 character(s)";
    }
    if ("engagement".equals(name)) {
      return "event_name: The event name 'engagement' is reserved and cannot be used as a goal";
    }
    for (JsonNode value : parameters.path("custom_props")) {
      if (!value.isTextual()) {
        return "custom_props: must be a map with string keys and string values";
      }
    }
    return parameters.path("custom_props").size() > MAX_PROPS
        ? "custom_props: use at most 3 properties per goal"
        : null;
  }

  private static HttpResponse missing(String parameter) {
    return SiteCalls.error(400, "Parameter `" + parameter + "` is required to create a goal");
  }

  private static Map<String, String> props(ObjectNode parameters) {
    Map<String, String> props = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : parameters.path("custom_props").properties()) {
      props.put(entry.getKey(), entry.getValue().asText());
    }
    return props;
  }

  private static ObjectNode json(Goal goal) {
    ObjectNode json =
        JsonValues.object()
            .put("id", goal.id())
            .put("display_name", goal.displayName())
            .put("goal_type", typeOf(goal))
            .put("event_name", goal.eventName())
            .put("page_path", goal.pagePath());
    json.set("custom_props", JsonValues.tree(goal.customProps()));
    return json;
  }

  private static String typeOf(Goal goal) {
    if (goal.eventName() != null) {
      return "event";
    }
    return goal.scrollThreshold() == Goal.NO_SCROLL ? "page" : "scroll";
  }
}
