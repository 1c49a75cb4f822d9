package io.github.plausible4j.k8s.internal.variable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Suggests the variable that was meant by a name that Plausible does not read: one with a prefix,
 * in lower case, with a typing error, or in other words. For internal use only.
 */
public final class NameSuggestion {
  private static final int LONGEST = 64;
  private static final int SHORTEST_TO_CORRECT = 8;
  private static final String API_KEY = "_API_KEY";

  /** Common words in place of those in Plausible's names. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("PASS", "PWD"),
          Map.entry("PASSWD", "PWD"),
          Map.entry("PASSWORD", "PWD"),
          Map.entry("USERNAME", "USER"),
          Map.entry("LOGIN", "USER"),
          Map.entry("SERVER", "HOST"),
          Map.entry("HOSTNAME", "HOST"),
          Map.entry("ADDR", "HOST"),
          Map.entry("ADDRESS", "HOST"),
          Map.entry("RELAY", "HOST"),
          Map.entry("TLS", "SSL"),
          Map.entry("STARTTLS", "SSL"),
          Map.entry("SECURE", "SSL"),
          Map.entry("SENDER", "FROM"),
          Map.entry("MAIL", "SMTP"),
          Map.entry("EMAIL", "SMTP"),
          Map.entry("MAILER", "SMTP"),
          Map.entry("DB", "DATABASE"),
          Map.entry("POSTGRES", "DATABASE"),
          Map.entry("POSTGRESQL", "DATABASE"),
          Map.entry("PG", "DATABASE"),
          Map.entry("CH", "CLICKHOUSE"),
          Map.entry("URI", "URL"),
          Map.entry("DSN", "URL"),
          Map.entry("TOKEN", "KEY"),
          Map.entry("SECRET", "KEY"),
          Map.entry("SIGNUP", "REGISTRATION"),
          Map.entry("REGISTRATIONS", "REGISTRATION"));

  /** Words that are ignored. */
  private static final Set<String> EMPTY =
      Set.of("NAME", "ENABLED", "ENABLE", "DISABLE", "ALLOW", "USE", "API", "PLAUSIBLE");

  /** Words that identify the subject of a name. Without one of them, meanings are not compared. */
  private static final Set<String> SUBJECTS =
      Stream.concat(Stream.of("SMTP", "TOTP", "REGISTRATION", "CLICKHOUSE"), mailProviders())
          .collect(Collectors.toUnmodifiableSet());

  /** Names of other programs that resemble Plausible's by chance. */
  private static final Set<String> OTHERS = Set.of("MAILNAME", "MAIL_NAME");

  /** The meanings of names whose own words do not show them. */
  private static final Map<String, Set<String>> MEANINGS =
      Map.of(
          "TOTP_VAULT_KEY", Set.of("TOTP", "KEY"),
          "CLICKHOUSE_DATABASE_URL", Set.of("CLICKHOUSE", "URL"),
          "MAILER_EMAIL", Set.of("SMTP", "FROM"),
          "MAILER_NAME", Set.of("SMTP", "FROM", "DISPLAY"),
          "SMTP_HOST_PORT", Set.of("SMTP", "PORT"),
          "SMTP_HOST_SSL_ENABLED", Set.of("SMTP", "SSL"),
          "SMTP_USER_PWD", Set.of("SMTP", "PWD"));

  private NameSuggestion() {}

  /**
   * The name that was probably meant; empty if the name is Plausible's own or nothing is similar.
   */
  public static Optional<String> of(String name) {
    if (name.isEmpty()
        || name.length() > LONGEST
        || OTHERS.contains(name)
        || Variables.find(name).isPresent()) {
      return Optional.empty();
    }
    String upper = name.toUpperCase(Locale.ROOT);
    return Variables.find(upper)
        .map(Variable::name)
        .or(() -> prefixed(upper))
        .or(() -> sameMeaning(upper))
        .or(() -> misspelt(upper));
  }

  /** The longest known name that the name ends with, after an underscore. */
  private static Optional<String> prefixed(String name) {
    return names()
        .filter(known -> name.endsWith("_" + known) && known.indexOf('_') > 0)
        .max(Comparator.comparing(String::length));
  }

  private static Optional<String> sameMeaning(String name) {
    Set<String> meaning = meaning(name);
    boolean telling =
        meaning.stream().anyMatch(SUBJECTS::contains) || meaning.equals(Set.of("DATABASE", "URL"));
    return !telling || (meaning.size() < 2 && !meaning.contains("REGISTRATION"))
        ? Optional.empty()
        : names().filter(known -> meaning(known).equals(meaning)).findFirst();
  }

  private static Set<String> meaning(String name) {
    return MEANINGS.containsKey(name)
        ? MEANINGS.get(name)
        : Arrays.stream(name.split("_", -1))
            .map(word -> WORDS.getOrDefault(word, word))
            .filter(word -> !EMPTY.contains(word))
            .filter(word -> !word.equals("HOST") || name.indexOf("FROM") < 0)
            .filter(word -> !word.equals("DATABASE") || name.indexOf("CLICKHOUSE") < 0)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> misspelt(String name) {
    return names()
        .filter(known -> known.length() >= SHORTEST_TO_CORRECT)
        .filter(known -> name.charAt(0) == known.charAt(0))
        .filter(known -> distance(plain(name), plain(known)) <= 2)
        .min(Comparator.comparing(known -> distance(plain(name), plain(known))));
  }

  private static String plain(String name) {
    return name.replace("_", "");
  }

  private static Stream<String> mailProviders() {
    return Variables.all().stream()
        .filter(variable -> variable.owner().equals("mail") && variable.name().endsWith(API_KEY))
        .map(variable -> variable.name().substring(0, variable.name().length() - API_KEY.length()));
  }

  private static Stream<String> names() {
    return Variables.all().stream()
        .filter(variable -> variable.role() != Variable.Role.IGNORED && variable.until() == null)
        .map(Variable::name);
  }

  /** The Levenshtein distance; 3 or more if the names are too different. */
  private static int distance(String one, String other) {
    if (Math.abs(one.length() - other.length()) > 2) {
      return 3;
    }
    int[] above = new int[other.length() + 1];
    Arrays.setAll(above, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }
}
