package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.EventClient;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.internal.spool.DiskFiles;
import io.github.plausible4j.internal.spool.Spool;
import java.time.Clock;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * How the entry point makes the event clients. For internal use only: its parameters are not
 * exported, so nothing outside of this module can call it.
 */
public final class EventClients {
  private final EventRequests requests;
  private final EventResponseReader answers;
  private final EventFormat format;
  private final Clock clock;

  /** The wiring of one server. */
  public EventClients(
      HttpUrl eventUrl, Clock clock, @Nullable String defaultSite, boolean propsAsText) {
    this.requests = new EventRequests(eventUrl);
    this.answers = new EventResponseReader(clock);
    this.format = new EventFormat(defaultSite, propsAsText);
    this.clock = clock;
  }

  /** A client that sends each event with a request of its own. */
  public EventClient client(Transport transport) {
    return new HttpEventClient(transport, requests, answers, format);
  }

  /**
   * A queue with threads of its own, already running, and as many idle connections.
   *
   * @param open where the queue stands until it is closed
   */
  public EventQueue queue(
      OkHttpClient http, Transport transport, DeliveryPolicy policy, Set<EventQueue> open) {
    Spool spool = SpoolFactory.open(policy, format, clock, System::nanoTime, new DiskFiles());
    // Below the idle timeout of servers and proxies (Apache and Node 5 s, others 60 s and more), so
    // that none closes a connection just when it is used again: whether it read the request before
    // it closed cannot be told. OkHttp itself looks only at what was idle for 10 s.
    ConnectionPool connections = new ConnectionPool(policy.connections(), 4, TimeUnit.SECONDS);
    Transport own = transport.over(http.newBuilder().connectionPool(connections).build());
    ThreadedEventQueue queue =
        new ThreadedEventQueue(
            policy,
            spool,
            () -> new HttpEventSender(own, requests, answers, new EventEncoder(format)),
            System::nanoTime,
            new SplittableRandom(),
            closed -> {
              open.remove(closed);
              connections.evictAll();
            });
    open.add(queue);
    return queue.start();
  }
}
