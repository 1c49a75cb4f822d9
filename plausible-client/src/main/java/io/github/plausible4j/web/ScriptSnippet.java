package io.github.plausible4j.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.internal.ProblemCollector;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The snippet for the script that the server builds for one site: {@link TrackerSnippet#ofScript}.
 * The site's settings decide what it reports; each option here overrides a setting on the pages
 * with this snippet. The options are those of Plausible's tracker 0.4.6. Immutable and thread-safe.
 */
public final class ScriptSnippet implements TrackerSnippet {
  private static final String PROPS = "customProperties";
  private static final String ENDPOINT = "endpoint";
  private static final Pattern ENDS_SCRIPT =
      Pattern.compile("</?script|<!--|]]>", Pattern.CASE_INSENSITIVE);

  private final ScriptPlace place;
  private final String fileName;
  private final String serverEndpoint;
  private final ObjectNode options;
  private final @Nullable String transformRequest;

  private ScriptSnippet(
      ScriptPlace place,
      String fileName,
      String serverEndpoint,
      ObjectNode options,
      @Nullable String transformRequest) {
    this.place = place;
    this.fileName = fileName;
    this.serverEndpoint = serverEndpoint;
    this.options = options;
    this.transformRequest = transformRequest;
  }

  static ScriptSnippet of(String baseUrl, String scriptId) {
    ProblemCollector problems = new ProblemCollector();
    ScriptPlace place = ScriptPlace.below(baseUrl, problems);
    if (!scriptId.matches("pa-[A-Za-z0-9_-]+")) {
      problems.add(
          "scriptId",
          scriptId,
          "is not the name of a site's script",
          "use the name before .js from the snippet in the site's settings, pa-…");
    }
    problems.throwIfAny("TrackerSnippet");
    return new ScriptSnippet(
        place, scriptId + ".js", place.endpoint(), JsonNodeFactory.instance.objectNode(), null);
  }

  /**
   * Adds a property to every event of the page, for example its author.
   *
   * @param name not blank, at most 300 bytes
   * @param value not blank, at most 2,000 bytes
   * @throws IllegalArgumentException if name or value breaks these rules
   */
  public ScriptSnippet prop(String name, String value) {
    ProblemCollector problems = new ProblemCollector();
    SnippetProps.check(problems, name, value);
    problems.throwIfAny("TrackerSnippet");
    return with(
        changed -> {
          JsonNode props = changed.get(PROPS);
          ObjectNode all = props instanceof ObjectNode known ? known : changed.putObject(PROPS);
          all.put(name, value);
        });
  }

  /**
   * Loads the script from another place, for example a path that a proxy forwards.
   *
   * @param scriptUrl an http or https address, or a path of the page's own host
   * @throws IllegalArgumentException if it is neither
   */
  public ScriptSnippet scriptUrl(String scriptUrl) {
    return new ScriptSnippet(
        ScriptPlace.at(scriptUrl), fileName, serverEndpoint, options, transformRequest);
  }

  /**
   * Sends events to another address instead of the server.
   *
   * @param endpoint an http or https address, or a path of the page's own host
   * @throws IllegalArgumentException if it is neither
   */
  public ScriptSnippet endpoint(String endpoint) {
    String checked = ScriptPlace.checked("endpoint", endpoint);
    return with(changed -> changed.put(ENDPOINT, checked));
  }

  /** Whether pages on localhost are counted, too; the script's default is false. */
  public ScriptSnippet captureOnLocalhost(boolean captureOnLocalhost) {
    return with("captureOnLocalhost", captureOnLocalhost);
  }

  /**
   * Whether the script reports pageviews by itself; its default is true. If false, only the page's
   * own code reports them.
   */
  public ScriptSnippet autoCapturePageviews(boolean autoCapturePageviews) {
    return with("autoCapturePageviews", autoCapturePageviews);
  }

  /** Whether a change of the URL's fragment counts as a pageview; the script's default is false. */
  public ScriptSnippet hashBasedRouting(boolean hashBasedRouting) {
    return with("hashBasedRouting", hashBasedRouting);
  }

  /** Whether clicks on links to other hosts are reported, as {@code Outbound Link: Click}. */
  public ScriptSnippet outboundLinks(boolean outboundLinks) {
    return with("outboundLinks", outboundLinks);
  }

  /** Whether clicks on links to files of common types are reported, as {@code File Download}. */
  public ScriptSnippet fileDownloads(boolean fileDownloads) {
    return with("fileDownloads", fileDownloads);
  }

  /**
   * Reports clicks only on links to files of these types, as {@code File Download}.
   *
   * @param fileExtensions letters and digits without a dot, such as {@code epub}
   * @throws IllegalArgumentException if the list is empty, or a value has another form
   */
  public ScriptSnippet fileDownloads(List<String> fileExtensions) {
    ProblemCollector problems = new ProblemCollector();
    if (fileExtensions.isEmpty()) {
      problems.add("fileDownloads", "has no extension", "call fileDownloads(false) instead");
    }
    for (String extension : fileExtensions) {
      if (!extension.matches("[A-Za-z0-9]+")) {
        problems.add(
            "fileDownloads",
            extension,
            "is not an extension",
            "write it without a dot, such as epub; for tar.gz use gz");
      }
    }
    problems.throwIfAny("TrackerSnippet");
    return with(
        changed ->
            fileExtensions.forEach(
                changed.putObject("fileDownloads").putArray("fileExtensions")::add));
  }

  /** Whether submitted forms are reported, as {@code Form: Submission}. */
  public ScriptSnippet formSubmissions(boolean formSubmissions) {
    return with("formSubmissions", formSubmissions);
  }

  /** Whether the browser's console logs why an event was ignored; the script's default is true. */
  public ScriptSnippet logging(boolean logging) {
    return with("logging", logging);
  }

  /**
   * Passes each event through a function of the page before it is sent.
   *
   * @param transformRequest a JavaScript expression, which is trusted and not checked: a function
   *     that takes the payload and returns it, changed or not, or null to drop the event; for
   *     example {@code (payload) => { payload.u = payload.u.split('?')[0]; return payload }}
   * @throws IllegalArgumentException if it is blank, is not ASCII, or has {@code </script}, {@code
   *     <script}, {@code <!--} or {@code ]]>} in it
   */
  public ScriptSnippet transformRequest(String transformRequest) {
    ProblemCollector problems = new ProblemCollector();
    if (transformRequest.isBlank()) {
      problems.add("transformRequest", "is blank", "use a JavaScript function");
    }
    if (ENDS_SCRIPT.matcher(transformRequest).find()) {
      problems.add(
          "transformRequest",
          transformRequest,
          "would end or reopen its script element",
          "split it, as '<' + '/script'");
    }
    if (transformRequest.chars().anyMatch(c -> c > 126)) {
      problems.add(
          "transformRequest", transformRequest, "is not ASCII", "escape the rest, as \\u00e9");
    }
    problems.throwIfAny("TrackerSnippet");
    return new ScriptSnippet(place, fileName, serverEndpoint, options, transformRequest.strip());
  }

  private ScriptSnippet with(String name, boolean on) {
    return with(changed -> changed.put(name, on));
  }

  private ScriptSnippet with(Consumer<ObjectNode> change) {
    ObjectNode changed = options.deepCopy();
    change.accept(changed);
    return new ScriptSnippet(place, fileName, serverEndpoint, changed, transformRequest);
  }

  @Override
  public String toHtml() {
    return "<script async=\"\" src=\""
        + HtmlText.escape(scriptUrl())
        + "\"></script>\n<script>"
        + inlineScript()
        + "</script>";
  }

  @Override
  public String scriptUrl() {
    return place.url(fileName);
  }

  @Override
  public String endpoint() {
    JsonNode endpoint = options.get(ENDPOINT);
    return endpoint == null ? serverEndpoint : endpoint.asText();
  }

  @Override
  public String inlineScript() {
    String script =
        PreloadQueue.CREATE
            + "window.plausible.init=window.plausible.init||function(i){window.plausible.o=i||{}};"
            + "window.plausible.init("
            + arguments()
            + ")";
    boolean needsCdata = script.indexOf('&') >= 0 || script.indexOf('<') >= 0;
    return needsCdata ? "//<![CDATA[\n" + script + "\n//]]>" : script;
  }

  private String arguments() {
    String json = options.isEmpty() ? "" : HtmlText.script(options);
    if (transformRequest == null) {
      return json;
    }
    String others = json.isEmpty() ? "{" : json.substring(0, json.length() - 1) + ",";
    return others + "\"transformRequest\":(" + transformRequest + ")}";
  }

  /** The HTML. */
  @Override
  public String toString() {
    return toHtml();
  }
}
