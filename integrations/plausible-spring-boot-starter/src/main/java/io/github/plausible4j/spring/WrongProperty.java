package io.github.plausible4j.spring;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the property of a field in a problem that the library reports. */
final class WrongProperty {
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("baseUrl", "plausible.url"),
          Map.entry("plausibleUrl", "plausible.url"),
          Map.entry("apiKey", "plausible.api-key"),
          Map.entry("defaultSite", "plausible.site"),
          Map.entry("callTimeout", "plausible.call-timeout"),
          Map.entry("trustedProxies", "plausible.trusted-proxies"),
          Map.entry("capacity", "plausible.queue.capacity"),
          Map.entry("connections", "plausible.queue.connections"),
          Map.entry("closeTimeout", "plausible.queue.close-timeout"),
          Map.entry("spoolDirectory", "plausible.queue.spool-directory"),
          Map.entry("deadLetterFile", "plausible.queue.dead-letter-file"),
          Map.entry("including", "plausible.page-views.include"),
          Map.entry("excluding", "plausible.page-views.exclude"),
          Map.entry("origin", "plausible.page-views.origin"),
          Map.entry("scriptMaxAge", "plausible.proxy.script-max-age"));

  /** The first word of a problem. Further words only if they cannot be words of a sentence. */
  private static final Pattern FIELD =
      Pattern.compile("\"[^\"]*\"|(?:(?<=^|\\n- )[a-z]\\w*|\\b[a-z]+[A-Z]\\w*)");

  private static final Pattern RULE_AND_REMEDY =
      Pattern.compile("((?:\"[^\"]*\"|[^\"])*?); (.*)", Pattern.DOTALL);

  private WrongProperty() {}

  /** What to tell the user; empty if the problem is not about a property. */
  static Optional<InvalidPlausiblePropertiesException> of(RuntimeException problem) {
    String text = String.valueOf(problem.getMessage()).replaceFirst("^\\w+: ", "");
    String named =
        FIELD
            .matcher(text)
            .replaceAll(
                field ->
                    Matcher.quoteReplacement(
                        PROPERTIES.getOrDefault(field.group(), field.group())));
    return named.equals(text) ? Optional.empty() : Optional.of(exception(named));
  }

  private static InvalidPlausiblePropertiesException exception(String text) {
    Matcher parts = RULE_AND_REMEDY.matcher(text);
    if (text.contains("\n") || !parts.matches()) {
      return new InvalidPlausiblePropertiesException(text, "Correct these properties.");
    }
    String remedy = parts.group(2);
    return new InvalidPlausiblePropertiesException(
        parts.group(1) + ".",
        remedy.substring(0, 1).toUpperCase(Locale.ROOT) + remedy.substring(1) + ".");
  }
}
