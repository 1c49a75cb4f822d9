package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.internal.BotWords;
import io.github.plausible4j.internal.PrivateAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once what a careful operator must know, and no more: a queue that logs each lost event makes
 * a second problem. No line holds a visitor's address or a secret. Thread-safe.
 */
final class DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

  private final AtomicBoolean saidDropped = new AtomicBoolean();
  private final AtomicBoolean saidRejected = new AtomicBoolean();
  private final AtomicBoolean saidFailed = new AtomicBoolean();
  private final AtomicBoolean saidOverflowed = new AtomicBoolean();
  private final AtomicBoolean saidExpired = new AtomicBoolean();
  private final AtomicBoolean saidNoVisitor = new AtomicBoolean();
  private final AtomicBoolean saidPrivateAddress = new AtomicBoolean();
  private final AtomicBoolean saidListener = new AtomicBoolean();
  private final AtomicBoolean saidSender = new AtomicBoolean();
  private final AtomicBoolean saidNoThread = new AtomicBoolean();

  void ended(Event event, SendResult result) {
    if (event.visitor().isEmpty() && first(saidNoVisitor)) {
      LOG.warn(
          "{} has no visitor: all such events count as one visitor, this machine. Set visitor(…),"
              + " or Visitor.ofServer(name) if no human did it. Said once.",
          event);
    }
    if (!saidPrivateAddress.get() && hasPrivateAddress(event) && first(saidPrivateAddress)) {
      LOG.warn(
          "{} has a visitor with a loopback or private address, so all visitors behind it count as"
              + " one. The likely cause is a proxy: set the number of proxies in"
              + " VisitorFinder.behind(…), and let them add X-Forwarded-For. Said once.",
          event);
    }
    if (result instanceof SendResult.Dropped dropped && first(saidDropped)) {
      LOG.warn(
          "{} was dropped by {} site(s): the server answered 202 and threw it away. {} Said once;"
              + " the count goes on.",
          event,
          dropped.sites(),
          likelyReasons(event));
    } else if (result instanceof SendResult.Rejected rejected && first(saidRejected)) {
      LOG.warn(
          "{} was refused with {}: {}. Said once; the count goes on.",
          event,
          rejected.status(),
          rejected.errors());
    } else if (result instanceof SendResult.Failed failed && first(saidFailed)) {
      LOG.warn("{} was not delivered: {}. Said once; the count goes on.", event, failed.reason());
    }
  }

  void overflowed(Event event, DeliveryPolicy policy) {
    if (first(saidOverflowed)) {
      LOG.warn(
          "The event queue is full ({} events, {} bytes), {} is lost under {}. Is the server"
              + " reachable, and are {} connections enough? Said once; the count goes on.",
          policy.capacity(),
          policy.capacityBytes(),
          event,
          policy.overflow(),
          policy.connections());
    }
  }

  void expired(Event event, DeliveryPolicy policy) {
    if (first(saidExpired)) {
      LOG.warn(
          "{} waited longer than {} and was not sent, for it would count at a wrong time. Said"
              + " once; the count goes on.",
          event,
          policy.maxAge());
    }
  }

  void listenerFailed(Throwable failure) {
    if (first(saidListener)) {
      LOG.warn("A delivery listener failed; delivery goes on. Said once.", failure);
    }
  }

  void noThread(Throwable failure) {
    if (first(saidNoThread)) {
      LOG.warn("No thread could be started to deliver events with; said once.", failure);
    }
  }

  void senderFailed(Event event, Throwable failure) {
    if (first(saidSender)) {
      LOG.error("{} could not be sent. Said once; the count goes on.", event, failure);
    }
  }

  private static boolean hasPrivateAddress(Event event) {
    return event.visitor().map(Visitor::ipAddress).filter(PrivateAddress::is).isPresent();
  }

  private static String likelyReasons(Event event) {
    Optional<String> botWord = event.visitor().map(Visitor::userAgent).flatMap(BotWords::find);
    return botWord
        .map(word -> "Its User-Agent looks like a bot's because of the word " + word + ".")
        .orElse(
            "Likely reasons: the site is not known under exactly this domain (case counts), a"
                + " shield or limit of the site, a User-Agent of a bot, a referrer known for"
                + " spam.");
  }

  private static boolean first(AtomicBoolean said) {
    return !said.get() && said.compareAndSet(false, true);
  }
}
