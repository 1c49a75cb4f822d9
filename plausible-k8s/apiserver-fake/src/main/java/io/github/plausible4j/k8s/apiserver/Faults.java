package io.github.plausible4j.k8s.apiserver;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Faults that a test requests. */
public final class Faults {
  /** The fate of a request. */
  enum Fate {
    SERVED,
    /** The connection is closed before the request is carried out. */
    LOST,
    /** The request is carried out, but its response is lost. */
    ANSWER_LOST,
    REFUSED
  }

  private final AtomicInteger written = new AtomicInteger();
  private final AtomicReference<Predicate<FakeApiServer.Seen>> refuse = new AtomicReference<>();
  private volatile int last = Integer.MAX_VALUE;
  private volatile String writer = "";
  private volatile boolean answerLost;
  private volatile int refusal = 500;

  /**
   * Serves a number of further writes of one client and then none, as if the client had been
   * killed.
   *
   * @param queryPart a part of the query that identifies the client's requests
   * @param writes the number of writes that succeed
   * @param answerOfTheFirstLostOneIsLost whether the write after them is still carried out, without
   *     a response
   */
  public void dieAfterWrites(String queryPart, int writes, boolean answerOfTheFirstLostOneIsLost) {
    written.set(0);
    writer = queryPart;
    answerLost = answerOfTheFirstLostOneIsLost;
    last = writes;
  }

  /** Refuses the requests that match a predicate, with an HTTP status. */
  public void refuse(int status, Predicate<FakeApiServer.Seen> which) {
    refusal = status;
    refuse.set(which);
  }

  /** Ends all faults. */
  public void heal() {
    last = Integer.MAX_VALUE;
    refuse.set(null);
  }

  Fate fate(FakeApiServer.Seen request) {
    Predicate<FakeApiServer.Seen> which = refuse.get();
    if (which != null && which.test(request)) {
      return Fate.REFUSED;
    }
    if (last == Integer.MAX_VALUE || !request.writes() || !request.query().contains(writer)) {
      return Fate.SERVED;
    }
    int number = written.incrementAndGet();
    if (number <= last) {
      return Fate.SERVED;
    }
    return answerLost && number == last + 1 ? Fate.ANSWER_LOST : Fate.LOST;
  }

  int refusal() {
    return refusal;
  }
}
