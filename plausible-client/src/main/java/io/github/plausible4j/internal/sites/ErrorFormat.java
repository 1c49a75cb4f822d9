package io.github.plausible4j.internal.sites;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.Json;
import java.io.IOException;

/**
 * The errors of an API, which distinguish a missing resource from a missing route: a server without
 * the route answers 404 with a page, or 406 or 404 with the JSON of its error view.
 *
 * @param errorKey the key that all errors of the API have
 * @param feature the feature that a server without the route lacks
 * @param remedy an alternative
 * @param credentials a description of the credentials, for a 401 that does not describe them
 */
record ErrorFormat(String errorKey, String feature, String remedy, String credentials) {
  static final ErrorFormat SITES =
      new ErrorFormat(
          "error",
          "sites API (Community Edition lost it in 2.1.0, and older releases have parts of it)",
          "use PlausibleAdmin.sites() of plausible-admin for sites and members, and PluginsClient,"
              + " by Plausible.plugins(token), for goals, custom properties and shared links",
          "");
  static final ErrorFormat PLUGINS =
      new ErrorFormat(
          "errors",
          "such route of the plugins API (2.1 brought goals, custom properties and shared links,"
              + " 3.1 the tracker configuration)",
          "upgrade the server, or use PlausibleAdmin.sites() of plausible-admin",
          "it needs the plugin token of the site, which starts with plausible-plugin, not an API"
              + " key");

  boolean isRouteMissing(HttpResponse answer) {
    return (answer.status() == 404 || answer.status() == 406) && !isWorded(answer);
  }

  private boolean isWorded(HttpResponse answer) {
    try {
      JsonNode json = Json.read(answer.body());
      return json.isObject() && json.has(errorKey);
    } catch (IOException e) {
      return false; // a page
    }
  }
}
