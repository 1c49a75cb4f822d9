package io.github.plausible4j;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.stats.DateRange;
import io.github.plausible4j.stats.Dimension;
import io.github.plausible4j.stats.Metric;
import io.github.plausible4j.stats.StatsPolicy;
import io.github.plausible4j.stats.StatsQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no Plausible sends end in a declared result, and never fill the memory. */
class HostileServerTest {
  private static final StatsQuery SOURCES =
      StatsQuery.builder("blog.example.com")
          .metrics(Metric.VISITORS)
          .dimensions(Dimension.SOURCE)
          .dateRange(DateRange.lastDays(7))
          .limit(10)
          .build();
  private static final Event EVENT = Event.named("Signup", "https://blog.example.com/");
  private static final String ROW = "{\"dimensions\":[\"Google\"],\"metrics\":[1]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"results\":[" + ROW + "|," + ROW,
        "{\"results\":[|          ",
        "{\"results\":[{\"dimensions\":[\"|xxxxxxxxxx"
      })
  void anAnswerWithoutEndIsRefusedAtTheLimit(String startAndRest) throws Exception {
    String[] parts = startAndRest.split("\\|", 2);
    try (RawServer server = RawServer.answering(out -> endless(out, parts[0], parts[1]));
        Plausible plausible = client(server)) {
      assertThatExceptionOfType(UnexpectedResponseException.class)
          .isThrownBy(() -> plausible.stats().query(SOURCES))
          .withMessageContaining("more than 1048576 bytes");
      assertThatExceptionOfType(UnexpectedResponseException.class)
          .isThrownBy(() -> plausible.stats().stream(SOURCES).count());
      assertThatThrownBy(() -> plausible.stats().queryAsync(SOURCES).get(5, TimeUnit.MINUTES))
          .hasCauseInstanceOf(UnexpectedResponseException.class);
      assertThatExceptionOfType(UnexpectedResponseException.class).isThrownBy(plausible::health);
      assertThatExceptionOfType(UnexpectedResponseException.class)
          .isThrownBy(() -> plausible.sites().list());
    }
  }

  @Test
  void aGzipBombIsRefusedAtTheLimit() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write("{\"results\":[".getBytes(US_ASCII));
      for (int i = 0; i < 64; i++) {
        gzip.write(" ".repeat(1024 * 1024).getBytes(US_ASCII));
      }
    }
    try (RawServer server =
            RawServer.answering(
                out -> {
                  out.write(
                      ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                              + bomb.size()
                              + "\r\n\r\n")
                          .getBytes(US_ASCII));
                  bomb.writeTo(out);
                });
        Plausible plausible = client(server)) {
      assertThatExceptionOfType(UnexpectedResponseException.class)
          .isThrownBy(() -> plausible.stats().query(SOURCES))
          .withMessageContaining("more than 1048576 bytes");
      assertThatExceptionOfType(UnexpectedResponseException.class)
          .isThrownBy(() -> plausible.stats().stream(SOURCES).count());
    }
  }

  @Test
  void aPageWithMoreRowsThanItsLimitIsRefused() throws Exception {
    String rows = ("," + ROW).repeat(11).substring(1);
    try (RawServer server = RawServer.answering(200, "{\"results\":[" + rows + "]}");
        Plausible plausible = client(server)) {
      assertThatExceptionOfType(UnexpectedResponseException.class)
          .isThrownBy(() -> plausible.stats().stream(SOURCES).count())
          .withMessageContaining("more rows than the limit of the page, 10");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e99999999999999999",
        "1e10000000",
        "-1E+2147483648",
        "1e-10000000",
        "1e401",
        "0e99999"
      })
  void aNumberThatNoStatisticCanBeIsUnexpected(String number) throws Exception {
    String body =
        "{\"results\":[{\"dimensions\":[\"a\"],\"metrics\":["
            + number
            + "]}],\"postgres\":1,\"x\":"
            + number
            + "}";
    try (RawServer server = RawServer.answering(200, body);
        Plausible plausible = client(server)) {
      for (Function<Plausible, Object> call : calls()) {
        assertThatThrownBy(() -> call.apply(plausible)).isInstanceOf(PlausibleException.class);
      }
      assertThatThrownBy(() -> plausible.stats().queryAsync(SOURCES).get(5, TimeUnit.MINUTES))
          .hasCauseInstanceOf(PlausibleException.class);
      assertThat(plausible.events().sendAsync(EVENT).get(5, TimeUnit.MINUTES))
          .isInstanceOf(SendResult.Failed.class);
    }
    try (RawServer server = RawServer.answering(400, body);
        Plausible plausible = client(server)) {
      assertThat(plausible.events().sendAsync(EVENT).get(5, TimeUnit.MINUTES))
          .isInstanceOf(SendResult.Rejected.class);
      for (Function<Plausible, Object> call : calls()) {
        assertThatThrownBy(() -> call.apply(plausible)).isInstanceOf(PlausibleException.class);
      }
    }
  }

  private static Iterable<Function<Plausible, Object>> calls() {
    return java.util.List.of(
        Plausible::health,
        plausible -> plausible.stats().query(SOURCES),
        plausible -> plausible.stats().stream(SOURCES).count(),
        plausible -> plausible.stats().realtimeVisitors("blog.example.com"),
        plausible ->
            plausible.stats().schema().get("x").decimalValue().toPlainString().length() > 0
                ? failed()
                : null,
        plausible -> plausible.sites().list(),
        plausible -> plausible.plugins("token").capabilities());
  }

  private static Object failed() {
    throw new AssertionError("the number was read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"})
  void aSwitchOfProtocolsThatNobodyAskedForIsAmbiguousAndEndsTheConnection(String before)
      throws Exception {
    String answers =
        before
            + "HTTP/1.1 101 Switching Protocols\r\n\r\n"
            + "HTTP/1.1 202 Accepted\r\n"
            + "Content-Length: 2\r\n\r\n"
            + "ok";
    try (RawServer server =
            RawServer.answeringInTurn(answers, "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n");
        Plausible plausible = client(server)) {
      SendResult first = plausible.events().send(EVENT);
      SendResult second = plausible.events().send(EVENT);

      assertThat(first)
          .isInstanceOfSatisfying(
              SendResult.Failed.class, failed -> assertThat(failed.mayHaveArrived()).isTrue());
      assertThat(second)
          .isInstanceOfSatisfying(
              SendResult.Failed.class, failed -> assertThat(failed.status()).isEqualTo(429));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void anEventIsSentOnceHoweverSoonAServerWantsItAgain() throws Exception {
    try (RawServer server =
            RawServer.answeringInTurn(
                "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok");
        Plausible plausible = client(server)) {
      assertThat(plausible.events().send(EVENT))
          .isInstanceOfSatisfying(
              SendResult.Failed.class, failed -> assertThat(failed.status()).isEqualTo(503));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "99999999999999999999", "00000000000000000001"})
  void aWaitOfAnyLengthIsRead(String wait) throws Exception {
    String head = "HTTP/1.1 503 Busy\r\nRetry-After: " + wait + "\r\nContent-Length: 0\r\n\r\n";
    try (RawServer server = RawServer.answeringInTurn(head);
        Plausible plausible = client(server)) {
      assertThat(plausible.events().send(EVENT))
          .isInstanceOfSatisfying(
              SendResult.Failed.class, failed -> assertThat(failed.status()).isEqualTo(503));
      for (Function<Plausible, Object> call : calls()) {
        assertThatThrownBy(() -> call.apply(plausible)).isInstanceOf(PlausibleException.class);
      }
    }
  }

  private static void endless(OutputStream out, String start, String rest) throws IOException {
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + start).getBytes(US_ASCII));
    byte[] more = rest.repeat(1_000).getBytes(US_ASCII);
    while (true) {
      out.write(more);
    }
  }

  private static Plausible client(RawServer server) {
    return Plausible.builder(server.url())
        .apiKey("the-key")
        .maxResponseBytes(1024 * 1024)
        .statsPolicy(StatsPolicy.defaults().toBuilder().attempts(1).build())
        .build();
  }
}
