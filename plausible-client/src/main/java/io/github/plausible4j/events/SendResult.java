package io.github.plausible4j.events;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The result of sending an event. {@link Accepted}, {@link Dropped} and {@link Rejected} are
 * answers of the server; {@link Failed} is everything else.
 */
public sealed interface SendResult {
  /**
   * The server answered 202 and holds the event in memory. It writes batches, every 5 seconds by
   * default, so a query sees the event some seconds later. A server that is shut down properly
   * writes its batch; a server that is killed, or whose ClickHouse is down, loses it. See {@link
   * DeliveryPolicy.Builder#serverBuffer} for how a queue deals with that.
   */
  record Accepted() implements SendResult {}

  /**
   * The server dropped the event: it answered 202 with the header {@code x-plausible-dropped},
   * without a reason. Likely reasons are an unknown site, the User-Agent of a bot, a shield or the
   * limit of the site, or a referrer known for spam.
   *
   * @param sites how many of the event's sites dropped it
   */
  record Dropped(int sites) implements SendResult {
    /** The number of sites and the likely reasons. */
    @Override
    public String toString() {
      return "Dropped[sites="
          + sites
          + ", likely reasons: the site is not known under exactly this domain (case counts), a"
          + " shield or limit of the site, a User-Agent of a bot, a referrer known for spam]";
    }
  }

  /**
   * The server rejected the event as invalid. Sending it again does not help.
   *
   * @param status 400, 413 or 422
   * @param errors the server's messages by field; empty if there are none
   */
  record Rejected(int status, Map<String, List<String>> errors) implements SendResult {
    public Rejected {
      errors = Map.copyOf(errors);
    }
  }

  /**
   * There was no answer, or the answer was not Plausible's.
   *
   * @param reason what happened and what to check
   * @param status the HTTP status, or 0 if there was no answer
   * @param mayHaveArrived whether the server may have counted the event nevertheless
   */
  record Failed(String reason, int status, boolean mayHaveArrived) implements SendResult {
    public Failed {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Whether the server accepted the event. */
  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
