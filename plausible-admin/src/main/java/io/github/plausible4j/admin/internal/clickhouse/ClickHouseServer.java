package io.github.plausible4j.admin.internal.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP interface of ClickHouse, used with one login. The login is sent in a header and the
 * statement in the body, so that neither appears in a URL or in logs of URLs. Timeouts are ten
 * seconds to connect and five minutes for an answer. Immutable and thread-safe; no connection stays
 * open between calls. For internal use only.
 */
public final class ClickHouseServer {
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder()
          .connectTimeout(Duration.ofSeconds(10))
          .readTimeout(Duration.ofMinutes(5))
          .followRedirects(false)
          .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
          .build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Object>> ROW = new TypeReference<>() {};
  private static final Pattern CODE = Pattern.compile("Code: (\\d{1,9})\\.");
  private static final Pattern REASON =
      Pattern.compile("\\(([A-Z][A-Z_]{2,60})\\)(?!.*\\([A-Z_]+\\))");

  private final HttpUrl address;
  private final String user;
  private final SecretValue password;

  private ClickHouseServer(HttpUrl address, String user, SecretValue password) {
    this.address = address;
    this.user = user;
    this.password = password;
  }

  /**
   * Creates a client of a server.
   *
   * @param address {@code http://host:8123} or {@code https://host:8443}; other parts, such as a
   *     user or a database, are ignored
   * @throws IllegalArgumentException if the scheme is not supported or the host is missing
   */
  public static ClickHouseServer at(URI address, String user, SecretValue password) {
    if (address.getScheme() == null || address.getHost() == null) {
      throw new IllegalArgumentException(
          "The address of ClickHouse has no scheme or no host; use one such as"
              + " http://clickhouse.example.org:8123");
    }
    HttpUrl.Builder url =
        new HttpUrl.Builder()
            .scheme(address.getScheme())
            .host(address.getHost())
            .addQueryParameter("default_format", "JSONCompactEachRow")
            // Before 22.12 the server's query log contains passwords.
            .addQueryParameter("log_queries", "0");
    if (address.getPort() > 0) {
      url.port(address.getPort());
    }
    return new ClickHouseServer(url.build(), user, password);
  }

  public String user() {
    return user;
  }

  /** Whether the server accepts the login. */
  public boolean letsIn() {
    ClickHouseResponse answer = attempt("SELECT currentUser()");
    if (answer.done() || answer.loginRefused()) {
      return answer.done();
    }
    throw refused("SELECT currentUser()", answer);
  }

  /**
   * The rows of a query.
   *
   * @throws ClickHouseException if the query fails; the message quotes the query, which must not
   *     contain a secret
   */
  public List<List<String>> ask(String query) {
    ClickHouseResponse answer = attempt(query);
    if (!answer.done()) {
      throw refused(query, answer);
    }
    return answer.rows();
  }

  /** Runs a statement, which may contain a secret. */
  public ClickHouseResponse attempt(String statement) {
    Request request =
        new Request.Builder()
            .url(address)
            // ClickHouse's own headers allow only ASCII, and the error for other values would quote
            // them.
            .header("Authorization", Credentials.basic(user, password.reveal(), UTF_8))
            .post(RequestBody.create(statement.getBytes(UTF_8)))
            .build();
    try (Response response = HTTP.newCall(request).execute()) {
      String body = response.body().string();
      return response.isSuccessful()
          ? new ClickHouseResponse(0, "", rows(body))
          : failure(response.header("X-ClickHouse-Exception-Code"), response.code(), body);
    } catch (IOException e) {
      throw new ClickHouseException(
          "ClickHouse at "
              + address.host()
              + ":"
              + address.port()
              + " does not answer ("
              + e.getMessage()
              + "); make sure that it runs and can be reached",
          e);
    }
  }

  private ClickHouseException refused(String query, ClickHouseResponse answer) {
    return new ClickHouseException(
        "ClickHouse refused the login "
            + user
            + " the query '"
            + query
            + "' with its error "
            + answer.error()
            + "; grant it, or log in as another user");
  }

  private static ClickHouseResponse failure(@Nullable String header, int status, String body) {
    Matcher code = CODE.matcher(body);
    String number = header != null ? header : code.find() ? code.group(1) : "-1";
    Matcher reason = REASON.matcher(body.strip().replace('\n', ' '));
    return new ClickHouseResponse(
        number.matches("\\d{1,9}") ? Integer.parseInt(number) : -1,
        reason.find() ? reason.group(1) : "HTTP " + status,
        List.of());
  }

  private static List<List<String>> rows(String body) throws JsonProcessingException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : body.lines().toList()) {
      rows.add(JSON.readValue(line, ROW).stream().map(String::valueOf).toList());
    }
    return rows;
  }
}
