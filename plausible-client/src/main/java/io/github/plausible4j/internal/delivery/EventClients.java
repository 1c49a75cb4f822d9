package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventClient;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.internal.spool.DiskFiles;
import io.github.plausible4j.internal.spool.Spool;
import io.github.plausible4j.internal.spool.SpoolFactory;
import io.github.plausible4j.internal.spool.SpoolFiles;
import io.github.plausible4j.internal.spool.SpoolSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Creates the event clients for the entry point. For internal use only: its parameter types are not
 * exported, so nothing outside of this module can call it.
 */
public final class EventClients {
  private final HttpUrl eventUrl;
  private final EventRequests requests;
  private final EventResponseReader answers;
  private final EventFormat format;
  private final Clock clock;

  /** Creates clients of one server. */
  public EventClients(
      HttpUrl eventUrl, Clock clock, @Nullable String defaultSite, boolean propsAsText) {
    this.eventUrl = eventUrl;
    this.requests = new EventRequests(eventUrl);
    this.answers = new EventResponseReader(clock);
    this.format = new EventFormat(defaultSite, propsAsText);
    this.clock = clock;
  }

  /** A client that sends each event with a separate request. */
  public EventClient client(Transport transport) {
    return new HttpEventClient(transport, requests, answers, format);
  }

  /**
   * A running queue with its own threads, and as many idle connections.
   *
   * @param open the open queues, to which this one is added until it is closed
   */
  public EventQueue queue(
      OkHttpClient http, Transport transport, DeliveryPolicy policy, Set<EventQueue> open) {
    // Below the idle timeout of servers and proxies (Apache and Node 5 s, others 60 s and more).
    // If one closed a connection just when it is used again, it would be unknown whether it read
    // the request. OkHttp itself checks only connections that were idle for 10 s.
    ConnectionPool connections = new ConnectionPool(policy.connections(), 4, TimeUnit.SECONDS);
    Transport own = transport.over(http.newBuilder().connectionPool(connections).build());
    ThreadedEventQueue queue =
        new ThreadedEventQueue(
            policy,
            spool(policy),
            target(http),
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

  private ThreadedEventQueue.Target target(OkHttpClient http) {
    return new ThreadedEventQueue.Target(
        eventUrl.toString(), Duration.ofMillis(http.callTimeoutMillis()));
  }

  private Spool<Event> spool(DeliveryPolicy policy) {
    return spool(policy, format, clock, System::nanoTime, new DiskFiles());
  }

  /**
   * The spool of a policy; if the policy has no directory, a spool that keeps nothing.
   *
   * @throws IllegalArgumentException if a directory of the policy cannot be used
   * @throws IllegalStateException if another queue uses it, or a newer release has written to it
   */
  static Spool<Event> spool(
      DeliveryPolicy policy,
      EventFormat format,
      Clock clock,
      LongSupplier nanoTime,
      SpoolFiles files) {
    if (policy.spoolDirectory().isEmpty()) {
      return Spool.none();
    }
    SpoolSettings settings =
        new SpoolSettings(
            policy.spoolDirectory().get().toAbsolutePath(),
            policy.spoolSync(),
            policy.spoolBytes(),
            policy.deadLetterFile().map(Path::toAbsolutePath).orElse(null));
    return SpoolFactory.open(settings, new EventCodec(format), clock, nanoTime, files);
  }
}
