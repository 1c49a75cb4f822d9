package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.clickhouse.SqlToken;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statement that created a dictionary, as ClickHouse shows it: with the login of its source,
 * but a masked password.
 */
final class DictionaryDefinition {
  private static final String CREATE = "CREATE DICTIONARY ";
  private static final Set<String> THIS_SERVER = Set.of("", "localhost", "127.0.0.1", "::1");

  private final String statement;
  private final Map<String, SqlToken> source;

  private DictionaryDefinition(String statement, Map<String, SqlToken> source) {
    this.statement = statement;
    this.source = source;
  }

  /** Parses a statement; empty if it has no ClickHouse source with a user and a password. */
  static Optional<DictionaryDefinition> parse(String statement) {
    Map<String, SqlToken> source = source(SqlToken.of(statement));
    return source.containsKey("USER") && source.containsKey("PASSWORD")
        ? Optional.of(new DictionaryDefinition(statement, source))
        : Optional.empty();
  }

  String user() {
    return value("USER");
  }

  /** The host of the source; empty for the dictionary's own server. */
  String host() {
    String host = value("HOST");
    return THIS_SERVER.contains(host) ? "" : host;
  }

  /** A statement that replaces the dictionary with another login. Contains the password. */
  String replacement(String user, SecretValue password) {
    SqlToken oldUser = source.get("USER");
    SqlToken oldPassword = source.get("PASSWORD");
    if (oldUser == null || oldPassword == null || !statement.startsWith(CREATE)) {
      throw new IllegalStateException("not the statement of a dictionary");
    }
    StringBuilder text = new StringBuilder(statement);
    boolean userFirst = oldUser.start() < oldPassword.start();
    // From the end, so that earlier positions stay valid.
    replace(text, userFirst ? oldPassword : oldUser, userFirst ? password.reveal() : user);
    replace(text, userFirst ? oldUser : oldPassword, userFirst ? user : password.reveal());
    return text.replace(0, CREATE.length(), "CREATE OR REPLACE DICTIONARY ").toString();
  }

  private static void replace(StringBuilder text, SqlToken old, String value) {
    text.replace(old.start(), old.end(), SqlToken.literal(value));
  }

  private String value(String key) {
    SqlToken token = source.get(key);
    return token == null ? "" : token.value();
  }

  /** Keys and values between the parentheses of {@code SOURCE(CLICKHOUSE(…))}. */
  private static Map<String, SqlToken> source(List<SqlToken> tokens) {
    List<String> words = new ArrayList<>();
    tokens.forEach(token -> words.add(token.text().toUpperCase(Locale.ROOT)));
    int start = -1;
    for (int i = 0; i + 4 < words.size() && start < 0; i++) {
      if (words.subList(i, i + 4).equals(List.of("SOURCE", "(", "CLICKHOUSE", "("))) {
        start = i + 4;
      }
    }
    Map<String, SqlToken> source = new LinkedHashMap<>();
    @Nullable String key = null;
    for (int i = start; i >= 0 && i < words.size() && !words.get(i).equals(")"); i++) {
      if (key == null) {
        key = words.get(i);
      } else {
        source.put(key, tokens.get(i));
        key = null;
      }
    }
    return source;
  }
}
