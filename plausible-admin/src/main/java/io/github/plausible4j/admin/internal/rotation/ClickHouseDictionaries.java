package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.internal.clickhouse.ClickHouseResponse;
import io.github.plausible4j.admin.internal.clickhouse.ClickHouseServer;
import io.github.plausible4j.admin.internal.clickhouse.SqlToken;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The dictionaries of a server that log in to it as a certain user. Plausible's migrations create
 * them once, with the user and password of that time.
 */
final class ClickHouseDictionaries {
  private static final String ALL =
      "SELECT database, name, create_table_query FROM system.tables WHERE engine = 'Dictionary'"
          + " ORDER BY database, name";

  private final ClickHouseServer server;
  private final String user;

  private record Found(String database, String name, DictionaryDefinition definition) {
    @Override
    public String toString() {
      return database + "." + name;
    }
  }

  /** The dictionaries that log in as the user of this connection. */
  ClickHouseDictionaries(ClickHouseServer server) {
    this(server, server.user());
  }

  /** The dictionaries that log in as another user, such as one of the server they came from. */
  ClickHouseDictionaries(ClickHouseServer server, String user) {
    this.server = server;
    this.user = user;
  }

  /** The dictionaries that break when the password changes. */
  List<String> names() {
    return found().stream().filter(each -> isHere(each)).map(Found::toString).toList();
  }

  /**
   * Creates the dictionaries again and loads each.
   *
   * @return notes for the operator
   */
  List<String> remake(SecretValue password) {
    List<String> notes = new ArrayList<>();
    for (Found dictionary : found()) {
      if (isHere(dictionary)) {
        replace(dictionary, password);
        load(dictionary, notes);
      } else {
        notes.add(
            "The dictionary "
                + dictionary
                + " logs in at "
                + dictionary.definition().host()
                + " as "
                + user
                + "; its password was not changed");
      }
    }
    return notes;
  }

  /**
   * Same as {@link #remake}, for a password that is not yet valid: does not load the dictionaries.
   */
  void remakeForLater(SecretValue password) {
    found().stream().filter(each -> isHere(each)).forEach(each -> replace(each, password));
  }

  private void replace(Found dictionary, SecretValue password) {
    ClickHouseResponse answer =
        server.attempt(dictionary.definition().replacement(server.user(), password));
    if (!answer.done()) {
      throw new RotationException(
          "The dictionary "
              + dictionary
              + " could not be created again (ClickHouse's error "
              + answer.error()
              + "); let "
              + server.user()
              + " create and drop dictionaries and resume, or roll back");
    }
  }

  private void load(Found dictionary, List<String> notes) {
    ClickHouseResponse answer =
        server.attempt(
            "SYSTEM RELOAD DICTIONARY "
                + SqlToken.name(dictionary.database())
                + "."
                + SqlToken.name(dictionary.name()));
    if (answer.loginRefused()) {
      throw new RotationException(
          "The dictionary "
              + dictionary
              + " cannot log in with the new password (ClickHouse's error "
              + answer.error()
              + "); see whether "
              + server.user()
              + " can log in from the server itself and resume, or roll back");
    }
    if (!answer.done()) {
      notes.add(
          "The dictionary "
              + dictionary
              + " was created again, but a test load failed (ClickHouse's error "
              + answer.error()
              + ")");
    }
  }

  private List<Found> found() {
    List<Found> found = new ArrayList<>();
    for (List<String> row : server.ask(ALL)) {
      DictionaryDefinition.parse(row.get(2))
          .filter(definition -> definition.user().equals(user))
          .ifPresent(definition -> found.add(new Found(row.get(0), row.get(1), definition)));
    }
    return found;
  }

  private static boolean isHere(Found dictionary) {
    return dictionary.definition().host().isEmpty();
  }
}
