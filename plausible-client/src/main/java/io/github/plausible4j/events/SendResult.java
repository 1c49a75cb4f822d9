package io.github.plausible4j.events;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What became of an event that was sent. A server answers one of the first three; {@link Failed} is
 * everything else.
 */
public sealed interface SendResult {
  /**
   * The server answered 202 and holds the event in memory. It writes in batches, every 5 seconds by
   * default, so a query sees the event some seconds later. A server that is asked to end writes
   * what it holds; one that is killed, or whose ClickHouse is down, loses it. {@link
   * DeliveryPolicy.Builder#serverBuffer} says what a queue does about that.
   */
  record Accepted() implements SendResult {}

  /**
   * The server took the request and threw the event away: it answers 202 with the header {@code
   * x-plausible-dropped}, and never says why. The likely reasons are a site that it does not know,
   * a User-Agent of a bot, a shield of the site, its limit, or a referrer that is known for spam.
   *
   * @param sites how many of the event's sites dropped it
   */
  record Dropped(int sites) implements SendResult {
    /** How many sites, and the likely reasons. */
    @Override
    public String toString() {
      return "Dropped[sites="
          + sites
          + ", likely reasons: the site is not known under exactly this domain (case counts), a"
          + " shield or limit of the site, a User-Agent of a bot, a referrer known for spam]";
    }
  }

  /**
   * The server found the event wrong. It would refuse it again.
   *
   * @param status 400, 413 or 422
   * @param errors the server's messages by field; empty if it gave none
   */
  record Rejected(int status, Map<String, List<String>> errors) implements SendResult {
    public Rejected {
      errors = Map.copyOf(errors);
    }
  }

  /**
   * No answer, or none of Plausible's.
   *
   * @param reason what happened and what to look at
   * @param status the HTTP status, or 0 if there was no answer
   * @param mayHaveArrived whether the server may have counted the event all the same
   */
  record Failed(String reason, int status, boolean mayHaveArrived) implements SendResult {
    public Failed {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Whether the server accepted it. */
  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
