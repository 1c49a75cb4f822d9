package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.ingest.Agents.Agent;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the User-Agents of HTTP libraries, which Plausible counts as browsers, also inside a
 * longer User-Agent. The system is read from its comment.
 */
final class LibraryAgents {
  private static final Pattern LIBRARY =
      Pattern.compile(
          "(?<![\\w-])(okhttp|java-http-client|java|apache-httpclient|reactornetty|curl|wget|python-requests"
              + "|go-http-client|axios|node-fetch|guzzlehttp)(?:/(\\d+(?:\\.\\d+)?))?(?![\\w-])",
          Pattern.CASE_INSENSITIVE);

  private LibraryAgents() {}

  /** The attributes of a library; null if the User-Agent does not belong to a known library. */
  static @Nullable Agent parse(String userAgent) {
    Matcher library = LIBRARY.matcher(userAgent);
    if (!library.find()) {
      // Only the detection of browsers takes effort; what does not look like one needs none.
      return userAgent.contains("/") && userAgent.contains("(") ? null : Agent.UNKNOWN;
    }
    String version = library.group(2) == null ? "" : library.group(2);
    String name = nameOf(library.group(1).toLowerCase(Locale.ROOT));
    Agent system = userAgent.contains("(") ? BrowserAgents.parse(userAgent) : Agent.UNKNOWN;
    String os = name.equals("OkHttp") && system.os().isEmpty() ? "Android" : system.os();
    return new Agent(false, system.device(), name, version, os, system.osVersion());
  }

  private static String nameOf(String token) {
    return switch (token) {
      case "okhttp" -> "OkHttp";
      case "java" -> "Java";
      case "java-http-client" -> "Java HTTP Client";
      case "apache-httpclient" -> "Apache HTTP Client";
      case "reactornetty" -> "ReactorNetty";
      case "python-requests" -> "Python Requests";
      case "go-http-client" -> "Go-http-client";
      case "wget" -> "Wget";
      case "guzzlehttp" -> "Guzzle";
      default -> token;
    };
  }
}
