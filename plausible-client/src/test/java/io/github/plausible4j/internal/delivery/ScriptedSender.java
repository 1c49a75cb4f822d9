package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** A sender that answers as a test says and waits where the test holds it. */
final class ScriptedSender implements EventSender {
  private final Function<Event, AttemptResult> answers;
  private final Semaphore permits;
  private final CountDownLatch canceled = new CountDownLatch(1);
  final Semaphore started = new Semaphore(0);
  final List<Event> sent = new CopyOnWriteArrayList<>();

  private ScriptedSender(Function<Event, AttemptResult> answers, int permits) {
    this.answers = answers;
    this.permits = new Semaphore(permits);
  }

  static ScriptedSender answering(Function<Event, AttemptResult> answers) {
    return new ScriptedSender(answers, Integer.MAX_VALUE / 2);
  }

  /** Each send waits until the test lets it go on. */
  static ScriptedSender held(Function<Event, AttemptResult> answers) {
    return new ScriptedSender(answers, 0);
  }

  static AttemptResult accepted(Event event) {
    return AttemptResult.ended(new SendResult.Accepted());
  }

  void letGo(int sends) {
    permits.release(sends);
  }

  @Override
  public AttemptResult send(Event event) {
    sent.add(event);
    started.release();
    permits.acquireUninterruptibly();
    return answers.apply(event);
  }

  @Override
  public void cancel() {
    canceled.countDown();
    permits.release();
  }
}
