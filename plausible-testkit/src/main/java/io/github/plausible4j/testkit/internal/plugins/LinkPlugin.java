package io.github.plausible4j.testkit.internal.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.SharedLink;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Shared links in the Plugins API. Thread-safe. */
final class LinkPlugin {
  private static final String PATH = "/api/plugins/v1/shared_links";

  private final PluginCalls calls;

  LinkPlugin(PluginCalls calls) {
    this.calls = calls;
  }

  HttpResponse list(HttpRequest call) {
    return calls.paged(
        call,
        (site, parameters) -> {
          List<SharedLink> links = new ArrayList<>(site.contents().links());
          Collections.reverse(links);
          Page<SharedLink> page =
              Page.of(links, SharedLink::id, parameters, PluginCalls.DEFAULT_LIMIT);
          ObjectNode body = JsonValues.object();
          ArrayNode array = body.putArray("shared_links");
          page.items().forEach(link -> array.add(json(site, link)));
          body.set("meta", calls.pagination(PATH, page, parameters));
          return HttpResponse.json(200, body);
        });
  }

  HttpResponse get(HttpRequest call, String id) {
    return calls.withId(
        call,
        id,
        (site, number) ->
            site.contents().links().stream()
                .filter(link -> link.id() == number)
                .findFirst()
                .map(link -> HttpResponse.json(200, json(site, link)))
                .orElseGet(PluginErrors::notFound));
  }

  HttpResponse put(HttpRequest call) {
    return calls.withBody(
        call,
        BodySchemas::sharedLink,
        (site, body) ->
            body.at("/shared_link/name").asText().isBlank()
                ? ErrorResponses.of(call, 500)
                : create(site, body));
  }

  private HttpResponse create(Site site, JsonNode body) {
    JsonNode wanted = body.get("shared_link");
    String password = wanted.path("password").asText("");
    SharedLink link =
        site.contents().linkFor(wanted.get("name").asText(), password.isEmpty() ? null : password);
    return HttpResponse.json(201, json(site, link))
        .header("location", calls.url(PATH + "/" + link.id()));
  }

  private ObjectNode json(Site site, SharedLink link) {
    ObjectNode json = JsonValues.object();
    json.putObject("shared_link")
        .put("id", link.id())
        .put("name", link.name())
        .put("password_protected", link.passwordProtected())
        .put(
            "href",
            calls.url(
                "/share/"
                    + URLEncoder.encode(site.domain(), StandardCharsets.UTF_8)
                    + "?auth="
                    + link.slug()));
    return json;
  }
}
