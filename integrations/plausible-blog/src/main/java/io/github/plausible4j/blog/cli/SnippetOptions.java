package io.github.plausible4j.blog.cli;

import io.github.plausible4j.web.DomainSnippet;
import io.github.plausible4j.web.ScriptExtension;
import io.github.plausible4j.web.ScriptSnippet;
import io.github.plausible4j.web.TrackerSnippet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that describe a snippet. */
final class SnippetOptions {
  @Option(names = "--server", paramLabel = "URL", description = "the Plausible server")
  private @Nullable String server;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description = "the site's domain in Plausible, for the script that every release has")
  private @Nullable String domain;

  @Option(
      names = "--script-id",
      paramLabel = "ID",
      description = "pa-…, for the script that servers since 3.1 build for a site")
  private @Nullable String scriptId;

  @Option(names = "--outbound-links", description = "report clicks on links to other hosts")
  private boolean outboundLinks;

  @Option(names = "--file-downloads", description = "report clicks on links to files")
  private boolean fileDownloads;

  @Option(
      names = "--form-submissions",
      description = "report submitted forms; requires --script-id")
  private boolean formSubmissions;

  @Option(
      names = "--hash-based-routing",
      description = "count a change of the fragment as a pageview")
  private boolean hashBasedRouting;

  @Option(
      names = "--prop",
      paramLabel = "NAME=VALUE",
      description = "add a property to every event of the pages; may be repeated")
  private Map<String, String> props = Map.of();

  @Option(
      names = "--exclude",
      paramLabel = "PATH",
      description = "exclude pages, such as '/admin/**'; requires --domain")
  private List<String> exclude = List.of();

  @Option(
      names = "--script-url",
      paramLabel = "URL",
      description = "load the script from another address, such as /stats/script.js")
  private @Nullable String scriptUrl;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "send events to another address, such as /stats/event")
  private @Nullable String endpoint;

  /** The snippet that the options describe. */
  TrackerSnippet snippet(CommandLine command) {
    if (server == null || (domain == null) == (scriptId == null)) {
      throw new ParameterException(
          command, "--server URL and either --domain DOMAIN or --script-id ID are required");
    }
    if (scriptId == null && formSubmissions) {
      throw new ParameterException(command, "--form-submissions requires --script-id");
    }
    if (scriptId != null && !exclude.isEmpty()) {
      throw new ParameterException(command, "--exclude requires --domain");
    }
    try {
      return domain != null ? ofDomain(server, domain) : ofScript(server, String.valueOf(scriptId));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()));
    }
  }

  private DomainSnippet ofDomain(String server, String domain) {
    DomainSnippet snippet = TrackerSnippet.ofDomain(server, domain);
    snippet = outboundLinks ? snippet.with(ScriptExtension.OUTBOUND_LINKS) : snippet;
    snippet = fileDownloads ? snippet.with(ScriptExtension.FILE_DOWNLOADS) : snippet;
    snippet = hashBasedRouting ? snippet.with(ScriptExtension.HASH) : snippet;
    snippet = exclude.isEmpty() ? snippet : snippet.exclude(exclude.toArray(String[]::new));
    for (Map.Entry<String, String> prop : props.entrySet()) {
      snippet = snippet.prop(prop.getKey(), prop.getValue());
    }
    snippet = scriptUrl == null ? snippet : snippet.scriptUrl(scriptUrl);
    return endpoint == null ? snippet : snippet.endpoint(endpoint);
  }

  private ScriptSnippet ofScript(String server, String scriptId) {
    ScriptSnippet snippet = TrackerSnippet.ofScript(server, scriptId);
    snippet = outboundLinks ? snippet.outboundLinks(true) : snippet;
    snippet = fileDownloads ? snippet.fileDownloads(true) : snippet;
    snippet = formSubmissions ? snippet.formSubmissions(true) : snippet;
    snippet = hashBasedRouting ? snippet.hashBasedRouting(true) : snippet;
    for (Map.Entry<String, String> prop : props.entrySet()) {
      snippet = snippet.prop(prop.getKey(), prop.getValue());
    }
    snippet = scriptUrl == null ? snippet : snippet.scriptUrl(scriptUrl);
    return endpoint == null ? snippet : snippet.endpoint(endpoint);
  }
}
