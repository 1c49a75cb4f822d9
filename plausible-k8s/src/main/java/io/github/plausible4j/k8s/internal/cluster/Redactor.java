package io.github.plausible4j.k8s.internal.cluster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** For internal use only. Masks secret values in messages. */
public final class Redactor {
  /** Keys whose values are not secret and would mask common words in logs. */
  private static final Set<String> NAMES = Set.of("username", "name", "email");

  private static final int SHORTEST = 6;
  private static final String MASK = "****";
  private static final Pattern URL_PASSWORD = Pattern.compile("(://[^\\s:/@]*:)[^\\s@]+(@)");

  private final TreeSet<String> values =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /**
   * Masks the values of Secrets of 6 characters or more, as plain text, URL-encoded and in base64,
   * and every password in a URL.
   */
  public Redactor(Collection<KubeObject> secrets) {
    for (KubeObject secret : secrets) {
      if (secret.kind().equals("Secret")) {
        secret
            .at("/data")
            .properties()
            .forEach(
                entry -> {
                  if (!NAMES.contains(entry.getKey())) {
                    add(entry.getValue().asText());
                  }
                });
      }
    }
  }

  private void add(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return; // not written by an API server
    }
    String value = new String(bytes, StandardCharsets.UTF_8).strip();
    if (value.length() >= SHORTEST) {
      values.add(value);
      values.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
      values.add(base64);
    }
  }

  /** The text without secret values. */
  public String redact(String text) {
    String clean = text;
    for (String value : values) {
      clean = clean.replace(value, MASK);
    }
    return URL_PASSWORD.matcher(clean).replaceAll("$1" + MASK + "$2");
  }
}
