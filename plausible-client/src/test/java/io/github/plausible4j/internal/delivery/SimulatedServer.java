package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.SendResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** A server in virtual time: some requests at once, the others wait for their turn. */
final class SimulatedServer {
  enum Health {
    WELL,
    /** Answers, but each request takes five hundred times as long. */
    SLOW,
    /** Answers 503 at once, with the date of the end of the maintenance. */
    REFUSING,
    /** Nothing listens; what was under way is cut. */
    DEAD
  }

  static final int WORKERS = 8;
  static final Duration SERVICE_TIME = Duration.ofMillis(4);

  private static final class Exchange {
    final SimulatedClient client;
    final Consumer<AttemptResult> answer;
    boolean isCut;

    Exchange(SimulatedClient client, Consumer<AttemptResult> answer) {
      this.client = client;
      this.answer = answer;
    }
  }

  private final VirtualScheduler agenda;
  private final FleetTimeline timeline;
  private final ArrayDeque<Exchange> backlog = new ArrayDeque<>();
  private final List<Exchange> served = new ArrayList<>();
  private Health health = Health.WELL;
  private Instant maintenanceEnds = Instant.EPOCH;

  SimulatedServer(VirtualScheduler agenda, FleetTimeline timeline) {
    this.agenda = agenda;
    this.timeline = timeline;
  }

  /** From when on, until told otherwise. */
  void becomes(Health next, Duration at) {
    agenda.at(at.toNanos(), () -> become(next));
  }

  void maintenanceEnds(Duration at) {
    maintenanceEnds = Instant.EPOCH.plus(at);
  }

  private void become(Health next) {
    health = next;
    if (next == Health.DEAD) {
      served.forEach(SimulatedServer::cut);
      backlog.forEach(SimulatedServer::cut);
      served.clear();
      backlog.clear();
    }
  }

  private static void cut(Exchange exchange) {
    exchange.isCut = true;
    exchange.answer.accept(
        new AttemptResult(
            new SendResult.Failed("the connection was cut", 0, true),
            AttemptResult.Retry.AMBIGUOUS,
            Duration.ZERO));
  }

  int waiting() {
    return backlog.size() + served.size();
  }

  void receive(SimulatedClient client, Consumer<AttemptResult> answer) {
    timeline.offered();
    switch (health) {
      case DEAD ->
          answer.accept(
              new AttemptResult(
                  new SendResult.Failed("nothing accepts connections", 0, false),
                  AttemptResult.Retry.SAFE,
                  Duration.ZERO));
      case REFUSING -> answer.accept(read(503));
      case WELL, SLOW -> {
        backlog.add(new Exchange(client, answer));
        serve();
      }
    }
  }

  private void serve() {
    while (served.size() < WORKERS && !backlog.isEmpty()) {
      Exchange exchange = backlog.remove();
      served.add(exchange);
      long takes = SERVICE_TIME.toNanos() * (health == Health.SLOW ? 500 : 1);
      agenda.in(takes, () -> finish(exchange));
    }
  }

  private void finish(Exchange exchange) {
    if (exchange.isCut) {
      return;
    }
    served.remove(exchange);
    // Counted whether the client still listens or not, as a real server does.
    exchange.client.counted();
    timeline.counted();
    exchange.answer.accept(read(202));
    serve();
  }

  /** What the client's own code makes of an answer. */
  private AttemptResult read(int status) {
    Clock clock = Clock.fixed(Instant.EPOCH.plusNanos(agenda.now()), ZoneOffset.UTC);
    Response.Builder response =
        new Response.Builder()
            .request(new Request.Builder().url("https://stats.example.org/api/event").build())
            .protocol(Protocol.HTTP_1_1)
            .code(status)
            .message("")
            .body(ResponseBody.create("ok", MediaType.get("text/plain")));
    if (status == 503) {
      ZonedDateTime end = maintenanceEnds.atZone(ZoneOffset.UTC);
      response.header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(end));
    }
    try (Response built = response.build()) {
      return new EventResponseReader(clock).read(built);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
