package io.github.plausible4j.blog.html;

import io.github.plausible4j.web.TrackerSnippet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.htmlunit.csp.FetchDirectiveKind;
import org.htmlunit.csp.Policy;
import org.htmlunit.csp.url.URI;
import org.jsoup.nodes.Element;

/** What a page's own Content-Security-Policy says about a snippet. */
final class SnippetPolicy {
  /** Stands for the page's host where the page does not name it. */
  private static final HttpUrl OWN_HOST = HttpUrl.get("https://page.invalid/");

  private final HttpUrl page;
  private final HttpUrl script;
  private final HttpUrl endpoint;
  private final String inlineScript;

  private SnippetPolicy(HttpUrl page, TrackerSnippet snippet) {
    this.page = page;
    this.script = resolve(page, snippet.scriptUrl());
    this.endpoint = resolve(page, snippet.endpoint());
    this.inlineScript = snippet.inlineScript();
  }

  /** What the page blocks and what to add, in one sentence; empty if it blocks nothing. */
  static Optional<String> problem(HtmlMarkup markup, TrackerSnippet snippet) {
    List<Policy> policies =
        markup
            .live("head > meta[http-equiv]")
            .filter(meta -> meta.attr("http-equiv").equalsIgnoreCase("Content-Security-Policy"))
            .flatMap(SnippetPolicy::policies)
            .toList();
    if (policies.isEmpty()) {
      return Optional.empty();
    }
    SnippetPolicy check = new SnippetPolicy(pageUrl(markup), snippet);
    List<String> problems = policies.stream().flatMap(policy -> check.problems(policy)).toList();
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of("its Content-Security-Policy blocks " + String.join("; ", problems));
  }

  private static Stream<Policy> policies(Element meta) {
    return Stream.of(meta.attr("content").split(","))
        .map(text -> withoutSandbox(text).replaceAll("[^\\p{ASCII}]", "?"))
        .map(text -> Policy.parseSerializedCSP(text, (severity, message, directive, value) -> {}));
  }

  /** Browsers take a sandbox from a header alone, and match nothing by what is not ASCII. */
  private static String withoutSandbox(String policy) {
    return Stream.of(policy.split(";"))
        .filter(directive -> !directive.strip().split("\\s", 2)[0].equalsIgnoreCase("sandbox"))
        .collect(Collectors.joining(";"));
  }

  private static HttpUrl pageUrl(HtmlMarkup markup) {
    return markup
        .live("link[rel=canonical]")
        .map(link -> HttpUrl.parse(link.attr("href")))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(OWN_HOST);
  }

  private static HttpUrl resolve(HttpUrl page, String address) {
    HttpUrl resolved = page.resolve(address);
    return resolved == null ? page : resolved;
  }

  private Stream<String> problems(Policy policy) {
    List<String> problems = new ArrayList<>();
    Optional<URI> origin = uri(page);
    boolean external =
        policy.allowsExternalScript(
            Optional.empty(), Optional.empty(), uri(script), Optional.of(true), origin);
    boolean inline =
        policy.allowsInlineScript(Optional.empty(), Optional.of(inlineScript), Optional.of(true));
    if (!external || !inline) {
      String missing =
          Stream.of(external ? "" : source(script), inline ? "" : hash(inlineScript))
              .filter(source -> !source.isEmpty())
              .reduce((first, second) -> first + " " + second)
              .orElseThrow();
      problems.add(
          "the script: add "
              + missing
              + " to "
              + governing(
                  policy,
                  FetchDirectiveKind.ScriptSrcElem,
                  FetchDirectiveKind.ScriptSrc,
                  FetchDirectiveKind.DefaultSrc));
    }
    if (!policy.allowsConnection(uri(endpoint), origin)) {
      problems.add(
          "its requests: add "
              + source(endpoint)
              + " to "
              + governing(policy, FetchDirectiveKind.ConnectSrc, FetchDirectiveKind.DefaultSrc));
    }
    return problems.stream();
  }

  private static String governing(Policy policy, FetchDirectiveKind... inOrder) {
    return Stream.of(inOrder)
        .filter(kind -> policy.getFetchDirective(kind).isPresent())
        .findFirst()
        .map(kind -> describe(policy, kind))
        .orElseThrow();
  }

  private static String describe(Policy policy, FetchDirectiveKind kind) {
    String sources = policy.getFetchDirective(kind).orElseThrow().getValues().toString();
    if (sources.contains("'strict-dynamic'")) {
      return kind.getRepr() + ", which must lose 'strict-dynamic' to allow addresses";
    }
    return sources.contains("'none'") ? kind.getRepr() + " in place of 'none'" : kind.getRepr();
  }

  private String source(HttpUrl url) {
    boolean isOwn = url.host().equals(page.host()) && url.port() == page.port();
    return isOwn ? "'self'" : url.resolve("/").toString().replaceFirst("/$", "");
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static Optional<URI> uri(HttpUrl url) {
    return URI.parseURI(url.toString());
  }
}
