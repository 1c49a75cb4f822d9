package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.internal.BotWords;
import io.github.plausible4j.internal.PrivateAddress;
import io.github.plausible4j.internal.Transport;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each kind of problem once, because a line for each lost event would be another problem. No
 * line contains a visitor's address or a secret. Exceptions of a logger are ignored. Thread-safe.
 */
final class DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

  /** A line that is logged once. */
  private static final class Line extends AtomicBoolean {
    private static final long serialVersionUID = 1;

    boolean isNew() {
      return !get();
    }

    void log(Runnable message) {
      if (isNew() && compareAndSet(false, true)) {
        always(message);
      }
    }

    static void always(Runnable message) {
      try {
        message.run();
      } catch (Throwable e) {
        // A broken appender must not end a sender's thread, or reach a caller.
        return;
      }
    }
  }

  private final Line dropped = new Line();
  private final Line rejected = new Line();
  private final Line failed = new Line();
  private final Line overflowed = new Line();
  private final Line expired = new Line();
  private final Line noVisitor = new Line();
  private final Line privateAddress = new Line();
  private final Line listener = new Line();
  private final Line sender = new Line();
  private final Line noThread = new Line();
  private final Line track = new Line();
  private final Line refused = new Line();

  /** Whether {@link #ended} would log something. */
  boolean isWorthLogging(Event event, SendResult result) {
    return (noVisitor.isNew() && event.visitor().isEmpty())
        || (privateAddress.isNew() && hasPrivateAddress(event))
        || (!result.isAccepted() && lineOf(result).isNew());
  }

  private Line lineOf(SendResult result) {
    if (result instanceof SendResult.Dropped) {
      return dropped;
    }
    return result instanceof SendResult.Rejected ? rejected : failed;
  }

  void ended(Event event, SendResult result) {
    if (noVisitor.isNew() && event.visitor().isEmpty()) {
      noVisitor.log(
          () ->
              LOG.warn(
                  "{} has no visitor: all such events count as one visitor, this machine. Set"
                      + " visitor(…), or Visitor.ofServer(name) if a program caused the event."
                      + " Logged once.",
                  event));
    }
    if (privateAddress.isNew() && hasPrivateAddress(event)) {
      privateAddress.log(
          () ->
              LOG.warn(
                  "{} has a visitor with a loopback or private address, so all visitors behind it"
                      + " count as one. The likely cause is a proxy: let it add X-Forwarded-For, and"
                      + " say how many there are by VisitorFinder.behind(…), in Spring Boot by"
                      + " plausible.trusted-proxies. Logged once.",
                  event));
    }
    if (!result.isAccepted() && lineOf(result).isNew()) {
      lineOf(result).log(() -> warn(event, result));
    }
  }

  private static void warn(Event event, SendResult result) {
    if (result instanceof SendResult.Dropped drop) {
      LOG.warn(
          "{} was dropped by {} site(s): the server answered 202 and discarded it. {} Logged"
              + " once; further ones are only counted.",
          event,
          drop.sites(),
          likelyReasons(event));
    } else if (result instanceof SendResult.Rejected refusal) {
      LOG.warn(
          "{} was refused with {}: {}. Logged once; further ones are only counted.",
          event,
          refusal.status(),
          refusal.errors());
    } else if (result instanceof SendResult.Failed failure) {
      LOG.warn(
          "{} was not delivered: {}. Logged once; further ones are only counted.",
          event,
          failure.reason());
    }
  }

  void overflowed(Event event, DeliveryPolicy policy) {
    if (overflowed.isNew()) {
      overflowed.log(
          () ->
              LOG.warn(
                  "The event queue is full ({} events, {} bytes), {} is lost under {}. Is the"
                      + " server reachable, and are {} connections enough? Logged once; further"
                      + " ones are only counted.",
                  policy.capacity(),
                  policy.capacityBytes(),
                  event,
                  policy.overflow(),
                  policy.connections()));
    }
  }

  void expired(Event event, DeliveryPolicy policy) {
    expired.log(
        () ->
            LOG.warn(
                "{} waited longer than {} and was not sent, because it would count at the wrong"
                    + " time. Logged once; further ones are only counted.",
                event,
                policy.maxAge()));
  }

  void listenerFailed(Throwable failure) {
    listener.log(
        () -> LOG.warn("A delivery listener failed; delivery continues. Logged once.", failure));
  }

  void noThread(Throwable failure) {
    noThread.log(
        () -> LOG.warn("A thread to deliver events could not be started. Logged once.", failure));
  }

  void senderFailed(Event event, Throwable failure) {
    if (failure instanceof Transport.ClosedException) {
      return; // Not a fault of this library: the result has all details.
    }
    sender.log(
        () ->
            LOG.error(
                "{} could not be sent. Logged once; further ones are only counted.",
                event,
                failure));
  }

  void threadFailed(Throwable failure) {
    sender.log(
        () ->
            LOG.error(
                "A thread that delivers events failed and continues. Logged once; further ones"
                    + " are only counted.",
                failure));
  }

  void refused(Throwable reason) {
    refused.log(
        () ->
            LOG.warn(
                "A request could not be made into an event: {}. Logged once; further ones are"
                    + " only counted.",
                reason.toString()));
  }

  void trackFailed(Throwable failure) {
    track.log(
        () ->
            LOG.error(
                "An event could not be taken. Logged once; further ones are only counted.",
                failure));
  }

  void lostAtExit(long events) {
    Line.always(
        () ->
            LOG.warn(
                "The JVM ends while {} events wait. They are lost unless a shutdown hook, such as"
                    + " that of a container, closes the event queue now. Close it earlier, or set"
                    + " drainOnShutdown or spoolDirectory in its DeliveryPolicy.",
                events));
  }

  private static boolean hasPrivateAddress(Event event) {
    return event.visitor().map(Visitor::ipAddress).filter(PrivateAddress::is).isPresent();
  }

  private static String likelyReasons(Event event) {
    Optional<String> botWord = event.visitor().map(Visitor::userAgent).flatMap(BotWords::find);
    return botWord
        .map(word -> "Its User-Agent looks like that of a bot because of the word " + word + ".")
        .orElse(
            "Likely reasons: the site is not known under exactly this domain (case counts), a"
                + " shield or limit of the site, a User-Agent of a bot, a referrer known for"
                + " spam.");
  }
}
