package io.github.plausible4j.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.ProblemCollector;

/**
 * The script that the server makes for one site: {@link TrackerSnippet#ofScript}. Outbound links,
 * downloads and the like are switches of the site's settings there. Immutable.
 */
public final class ScriptSnippet implements TrackerSnippet {
  private static final String PROPS = "customProperties";

  private final ScriptPlace place;
  private final String fileName;
  private final ObjectNode options;

  private ScriptSnippet(ScriptPlace place, String fileName, ObjectNode options) {
    this.place = place;
    this.fileName = fileName;
    this.options = options;
  }

  static ScriptSnippet of(String baseUrl, String scriptId) {
    ProblemCollector problems = new ProblemCollector();
    ScriptPlace place = ScriptPlace.below(baseUrl, problems);
    if (!scriptId.matches("pa-[A-Za-z0-9_-]+")) {
      problems.add(
          "scriptId",
          scriptId,
          "is not the name of a site's script",
          "take what stands before .js in the snippet of the site's settings, pa-…");
    }
    problems.throwIfAny("TrackerSnippet");
    return new ScriptSnippet(place, scriptId + ".js", Json.MAPPER.createObjectNode());
  }

  /**
   * With a property of every event of the page, for example its author.
   *
   * @param name not blank, at most 300 bytes
   * @param value not blank, at most 2,000 bytes
   * @throws IllegalArgumentException if name or value break these rules
   */
  public ScriptSnippet prop(String name, String value) {
    ProblemCollector problems = new ProblemCollector();
    SnippetProps.check(problems, name, value);
    problems.throwIfAny("TrackerSnippet");
    ObjectNode changed = options.deepCopy();
    changed.withObjectProperty(PROPS).put(name, value);
    return new ScriptSnippet(place, fileName, changed);
  }

  /**
   * Loads the script from another place, for example a path that a proxy passes on.
   *
   * @param url an address, or a path of the page's own host
   * @throws IllegalArgumentException if it is neither
   */
  public ScriptSnippet loadedFrom(String url) {
    return new ScriptSnippet(ScriptPlace.at(url), fileName, options);
  }

  /**
   * Sends events to another address than that of the server.
   *
   * @param url an address, or a path of the page's own host
   * @throws IllegalArgumentException if it is neither
   */
  public ScriptSnippet sendingTo(String url) {
    ObjectNode changed = options.deepCopy();
    changed.put("endpoint", ScriptPlace.checked("endpoint", url));
    return new ScriptSnippet(place, fileName, changed);
  }

  /** Counts pages on localhost too. */
  public ScriptSnippet countingLocalhost() {
    return withSwitch("captureOnLocalhost", true);
  }

  /** Reports nothing but what the page's own code reports. */
  public ScriptSnippet withoutPageviews() {
    return withSwitch("autoCapturePageviews", false);
  }

  private ScriptSnippet withSwitch(String name, boolean on) {
    ObjectNode changed = options.deepCopy();
    changed.put(name, on);
    return new ScriptSnippet(place, fileName, changed);
  }

  @Override
  public String toHtml() {
    return "<script async src=\""
        + HtmlText.escape(place.url(fileName))
        + "\"></script>\n<script>"
        + PreloadQueue.KEEP
        + "window.plausible.init=window.plausible.init||function(i){window.plausible.o=i||{}};"
        + "window.plausible.init("
        + (options.isEmpty() ? "" : HtmlText.script(options))
        + ")</script>";
  }

  /** The HTML. */
  @Override
  public String toString() {
    return toHtml();
  }
}
