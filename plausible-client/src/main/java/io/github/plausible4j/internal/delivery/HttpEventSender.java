package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.ConnectionTrace;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.internal.TransportFailure;
import io.github.plausible4j.internal.delivery.AttemptResult.Retry;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends one event after the other over HTTP. */
final class HttpEventSender implements EventSender {
  private final Transport transport;
  private final EventRequests requests;
  private final EventResponseReader answers;
  private final EventEncoder encoder;
  private final ConnectionTrace attempt = new ConnectionTrace();
  private volatile @Nullable Call current;
  private volatile boolean canceled;

  HttpEventSender(
      Transport transport,
      EventRequests requests,
      EventResponseReader answers,
      EventEncoder encoder) {
    this.transport = transport;
    this.requests = requests;
    this.answers = answers;
    this.encoder = encoder;
  }

  @Override
  public AttemptResult send(Event event) {
    attempt.begin();
    Request request =
        requests.of(event, encoder.encode(event)).tag(ConnectionTrace.class, attempt).build();
    Call call = transport.call(request);
    current = call;
    if (canceled) {
      // The queue was closed just before this call existed.
      call.cancel();
    }
    try (Response response = Transport.execute(call)) {
      return answers.read(response);
    } catch (IOException e) {
      return unanswered(e, attempt, request);
    } finally {
      current = null;
    }
  }

  /** Whether the last attempt had a connection. */
  boolean mayHaveArrived() {
    return attempt.isConnected();
  }

  @Override
  public void cancel() {
    canceled = true;
    Call call = current;
    if (call != null) {
      call.cancel();
    }
  }

  static AttemptResult unanswered(IOException failure, ConnectionTrace attempt, Request request) {
    TransportFailure fault = TransportFailure.of(failure, attempt.isConnected(), request.url());
    return new AttemptResult(
        new SendResult.Failed(fault.message(), 0, fault.mayHaveArrived()),
        fault.mayHaveArrived() ? Retry.AMBIGUOUS : Retry.SAFE,
        Duration.ZERO,
        isLikeCrash(fault.kind()));
  }

  /** Whether the connection was refused or reset. A timeout may only mean a slow server. */
  private static boolean isLikeCrash(TransportFailure.Kind kind) {
    return kind == TransportFailure.Kind.CONNECT || kind == TransportFailure.Kind.CONNECTION_LOST;
  }
}
