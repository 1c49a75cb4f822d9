package io.github.plausible4j.k8s.apiserver;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Faults on demand. */
public final class Faults {
  /** What happens to a request. */
  enum Fate {
    SERVED,
    /** The connection is cut before anything happens. */
    LOST,
    /** The request is carried out and its answer is lost. */
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
   * Serves so many further writes of one writer, then none: what a killed client looks like from
   * here.
   *
   * @param queryPart what the writer's queries contain
   * @param answerOfTheFirstLostOneIsLost whether the next write is still carried out
   */
  public void dieAfterWrites(String queryPart, int writes, boolean answerOfTheFirstLostOneIsLost) {
    written.set(0);
    writer = queryPart;
    answerLost = answerOfTheFirstLostOneIsLost;
    last = writes;
  }

  /** Refuses with a status the requests that a predicate picks. */
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
