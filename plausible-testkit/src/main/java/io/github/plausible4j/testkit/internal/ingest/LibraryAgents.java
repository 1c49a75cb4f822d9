package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.ingest.Agents.Agent;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** User-Agents of HTTP libraries, which Plausible counts as browsers without a device. */
final class LibraryAgents {
  private static final Pattern LIBRARY =
      Pattern.compile(
          "^(okhttp|java-http-client|java|apache-httpclient|reactornetty|curl|wget|python-requests"
              + "|go-http-client|axios|node-fetch|guzzlehttp)(?:/(\\d+(?:\\.\\d+)?))?",
          Pattern.CASE_INSENSITIVE);

  private LibraryAgents() {}

  /** What is known of a library; null where the User-Agent is not one of a known library. */
  static @Nullable Agent parse(String userAgent) {
    Matcher library = LIBRARY.matcher(userAgent);
    if (!library.find()) {
      // Only the detection of browsers takes effort; what does not look like one needs none.
      return userAgent.contains("/") && userAgent.contains("(") ? null : Agent.UNKNOWN;
    }
    String version = library.group(2) == null ? "" : library.group(2);
    return switch (library.group(1).toLowerCase(Locale.ROOT)) {
      case "okhttp" -> new Agent(false, "", "OkHttp", version, "Android", "");
      case "java" -> new Agent(false, "", "Java", version, "", "");
      case "java-http-client" -> new Agent(false, "", "Java HTTP Client", version, "", "");
      case "apache-httpclient" -> new Agent(false, "", "Apache HTTP Client", version, "", "");
      case "reactornetty" -> new Agent(false, "", "ReactorNetty", version, "", "");
      case "python-requests" -> new Agent(false, "", "Python Requests", version, "", "");
      case "go-http-client" -> new Agent(false, "", "Go-http-client", version, "", "");
      case "wget" -> new Agent(false, "", "Wget", version, "", "");
      case "guzzlehttp" -> new Agent(false, "", "Guzzle", version, "", "");
      default -> new Agent(false, "", library.group(1).toLowerCase(Locale.ROOT), version, "", "");
    };
  }
}
