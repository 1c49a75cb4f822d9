package io.github.plausible4j.admin.internal.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.admin.internal.clickhouse.ClickHouseServer;
import io.github.plausible4j.admin.internal.crypto.Sha256;
import io.github.plausible4j.admin.rotation.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * ClickHouse's HTTP interface as far as a rotation speaks with it: its users, the passwords that it
 * lets in by, and its dictionaries with the logins in them are kept as state. Statements, masks and
 * codes of errors are those of a real 26.7.
 */
public final class LoopbackClickHouse implements AutoCloseable {
  private static final Pattern DICTIONARY =
      Pattern.compile(
          "CREATE OR REPLACE DICTIONARY (\\w+)\\.(\\w+) .*"
              + " USER '(\\w+)' PASSWORD '((?:[^'\\\\]|\\\\.)*)'.*");
  private static final Pattern ALTER =
      Pattern.compile("ALTER USER `(\\w+)` IDENTIFIED WITH sha256_hash BY '([0-9a-f]{64})'");
  private static final Pattern RELOAD =
      Pattern.compile("SYSTEM RELOAD DICTIONARY `(\\w+)`\\.`(\\w+)`");

  /** A dictionary as it was created; its password in clear. */
  record Dictionary(String database, String name, String statement, String user, String password) {
    String shown() {
      return statement
          .replace("CREATE OR REPLACE DICTIONARY", "CREATE DICTIONARY")
          .replaceFirst("PASSWORD '(?:[^'\\\\]|\\\\.)*'", "PASSWORD '[HIDDEN]'");
    }
  }

  private final Map<String, String> hashes = new ConcurrentHashMap<>();
  private final Map<String, Dictionary> dictionaries = new TreeMap<>();
  private final List<String> addresses = new CopyOnWriteArrayList<>();
  private final MockWebServer http = new MockWebServer();
  private final Map<String, List<List<String>>> told = new ConcurrentHashMap<>();
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private Runnable beforeEach = () -> {};
  private String storage = "local_directory";
  private boolean mayAlterUsers = true;

  private LoopbackClickHouse() {
    http.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return serve(request);
          }
        });
    try {
      http.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server without users or dictionaries. */
  public static LoopbackClickHouse empty() {
    return new LoopbackClickHouse();
  }

  /** A server with one user and the dictionaries that Plausible's migrations make with it. */
  public static LoopbackClickHouse start(String user, String password) {
    LoopbackClickHouse server = new LoopbackClickHouse();
    server.setPassword(user, password);
    server.migrate(user, password);
    return server;
  }

  public void migrate(String user, String password) {
    String login = "USER '" + user + "' PASSWORD '" + escaped(password) + "'";
    create(
        "CREATE OR REPLACE DICTIONARY events.location_data_dict (`type` String, `id` String, `name`"
            + " String) PRIMARY KEY type, id SOURCE(CLICKHOUSE(TABLE location_data DB 'events' "
            + login
            + ")) LIFETIME(MIN 0 MAX 0) LAYOUT(COMPLEX_KEY_CACHE(SIZE_IN_CELLS 500000))");
    create(
        "CREATE OR REPLACE DICTIONARY events.failed_batches_dict (`batch` UInt64) PRIMARY KEY batch"
            + " SOURCE(CLICKHOUSE(TABLE failed_batches DB 'events' "
            + login
            + " INVALIDATE_QUERY 'SELECT max(batch) FROM failed_batches')) LIFETIME(MIN 300 MAX"
            + " 360) LAYOUT(HASHED())");
  }

  /** A dictionary that reads another server as the same user. */
  void addDictionaryOfAnotherServer(String user) {
    create(
        "CREATE OR REPLACE DICTIONARY events.elsewhere (`a` UInt64) PRIMARY KEY a"
            + " SOURCE(CLICKHOUSE(HOST 'other.example.org' TABLE t USER '"
            + user
            + "' PASSWORD 'of-the-other')) LIFETIME(MIN 0 MAX 0) LAYOUT(FLAT())");
  }

  /** What a restart with another file of users does. */
  public void setPassword(String user, String password) {
    setHash(user, sha256(password));
  }

  public void forgetUsers() {
    hashes.clear();
  }

  void setHash(String user, String hash) {
    hashes.put(user, hash);
  }

  /** Runs before each request, as a server looks after itself. */
  public LoopbackClickHouse before(Runnable task) {
    beforeEach = task;
    return this;
  }

  /** Users come from a file, as those of a stack's own server do. */
  LoopbackClickHouse withUsersOfAFile() {
    storage = "users_xml";
    return this;
  }

  LoopbackClickHouse withoutRightToAlterUsers() {
    mayAlterUsers = false;
    return this;
  }

  /** Has these rows for a statement of this text. */
  public LoopbackClickHouse answering(String statement, List<List<String>> rows) {
    told.put(statement, rows);
    return this;
  }

  /** What was asked so far. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  public int port() {
    return http.getPort();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + http.getPort());
  }

  ClickHouseServer as(Login login) {
    return ClickHouseServer.at(address(), login.username(), login.password());
  }

  boolean letsIn(String user, String password) {
    beforeEach.run();
    return sha256(password).equals(hashes.get(user));
  }

  /** Whether each dictionary of the server's own would load now. */
  public synchronized boolean dictionariesLoad() {
    return dictionaries.values().stream()
        .filter(each -> !each.statement().contains("HOST"))
        .allMatch(each -> letsIn(each.user(), each.password()));
  }

  synchronized Dictionary dictionary(String name) {
    return dictionaries.get(name);
  }

  /** The request lines so far, which logs of proxies keep. */
  List<String> addresses() {
    return List.copyOf(addresses);
  }

  private synchronized MockResponse serve(RecordedRequest request) {
    addresses.add(request.getMethod() + " " + request.getUrl());
    if (request.getUrl().encodedPath().equals("/ping")) {
      return new MockResponse.Builder().body("Ok.\n").build();
    }
    String basic = String.valueOf(request.getHeaders().get("Authorization")).substring(6);
    String[] login = new String(Base64.getDecoder().decode(basic), UTF_8).split(":", 2);
    String user = login[0];
    String password = login[1];
    if (!letsIn(user, password)) {
      return error(
          516,
          user
              + ": Authentication failed: password is incorrect, or there is no user with such"
              + " name. (AUTHENTICATION_FAILED)");
    }
    return answer(user, request.getBody() == null ? "" : request.getBody().utf8());
  }

  private MockResponse answer(String user, String sql) {
    statements.add(sql);
    if (told.containsKey(sql)) {
      return rows(told.get(sql));
    }
    if (sql.equals("SELECT currentUser()")) {
      return rows(List.of(List.of(user)));
    }
    if (sql.startsWith("SELECT database, name, create_table_query FROM system.tables")) {
      return rows(
          dictionaries.values().stream()
              .map(each -> List.of(each.database(), each.name(), each.shown()))
              .toList());
    }
    if (sql.equals("SELECT storage FROM system.users WHERE name = currentUser()")) {
      return rows(List.of(List.of(storage)));
    }
    if (sql.startsWith("ALTER USER")) {
      return alter(sql);
    }
    Matcher reload = RELOAD.matcher(sql);
    if (reload.matches()) {
      Dictionary dictionary = dictionaries.get(reload.group(2));
      return letsIn(dictionary.user(), dictionary.password())
          ? rows(List.of())
          : error(516, dictionary.user() + ": Authentication failed (AUTHENTICATION_FAILED)");
    }
    return DICTIONARY.matcher(sql).matches() && create(sql)
        ? rows(List.of())
        : error(62, "Syntax error: failed at position 1: " + sql + " (SYNTAX_ERROR)");
  }

  private MockResponse alter(String sql) {
    if (!mayAlterUsers) {
      return error(497, "Not enough privileges, it's necessary to have ALTER USER (ACCESS_DENIED)");
    }
    Matcher alter = ALTER.matcher(sql);
    if (!alter.matches()) {
      return sql.startsWith("ALTER USER IF EXISTS `plausible4j-nobody` ")
          ? rows(List.of())
          : error(62, "Syntax error: " + sql + " (SYNTAX_ERROR)");
    }
    if (storage.contains("xml")) {
      return error(495, "Cannot update user in users_xml (ACCESS_STORAGE_READONLY)");
    }
    hashes.put(alter.group(1), alter.group(2));
    return rows(List.of());
  }

  private boolean create(String sql) {
    Matcher matcher = DICTIONARY.matcher(sql);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(sql);
    }
    dictionaries.put(
        matcher.group(2),
        new Dictionary(
            matcher.group(1),
            matcher.group(2),
            sql,
            matcher.group(3),
            matcher.group(4).replaceAll("\\\\(.)", "$1")));
    return true;
  }

  private static MockResponse rows(List<List<String>> rows) {
    ObjectMapper json = new ObjectMapper();
    StringBuilder body = new StringBuilder();
    for (List<String> row : rows) {
      try {
        body.append(json.writeValueAsString(row)).append('\n');
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    return new MockResponse.Builder().body(body.toString()).build();
  }

  private static MockResponse error(int code, String message) {
    return new MockResponse.Builder()
        .code(code == 516 || code == 497 ? 403 : 500)
        .addHeader("X-ClickHouse-Exception-Code", code)
        .body("Code: " + code + ". DB::Exception: " + message + " (version 26.7.2.1)\n")
        .build();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }

  private static String sha256(String password) {
    return HexFormat.of().formatHex(Sha256.of(password.getBytes(UTF_8)));
  }

  @Override
  public void close() {
    http.close();
  }
}
