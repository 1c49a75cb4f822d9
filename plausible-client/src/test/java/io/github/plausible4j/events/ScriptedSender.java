package io.github.plausible4j.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** A sender that answers as a test says and waits where the test holds it. */
final class ScriptedSender implements EventSender {
  private final Function<Event, Attempted> answers;
  private final Semaphore permits;
  private final CountDownLatch canceled = new CountDownLatch(1);
  final Semaphore started = new Semaphore(0);
  final List<Event> sent = new CopyOnWriteArrayList<>();

  private ScriptedSender(Function<Event, Attempted> answers, int permits) {
    this.answers = answers;
    this.permits = new Semaphore(permits);
  }

  static ScriptedSender answering(Function<Event, Attempted> answers) {
    return new ScriptedSender(answers, Integer.MAX_VALUE / 2);
  }

  /** Each send waits until the test lets it go on. */
  static ScriptedSender held(Function<Event, Attempted> answers) {
    return new ScriptedSender(answers, 0);
  }

  static Attempted accepted(Event event) {
    return Attempted.ended(new SendResult.Accepted());
  }

  void letGo(int sends) {
    permits.release(sends);
  }

  @Override
  public Attempted send(Event event) {
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
