package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventClient;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.ConnectionTrace;
import io.github.plausible4j.internal.Transport;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import okhttp3.Response;

/** Sends each event with a separate request. */
final class HttpEventClient implements EventClient {
  private final Transport transport;
  private final EventRequests requests;
  private final EventResponseReader answers;
  private final EventFormat format;
  private final DeliveryLog log = new DeliveryLog();

  HttpEventClient(
      Transport transport,
      EventRequests requests,
      EventResponseReader answers,
      EventFormat format) {
    this.transport = transport;
    this.requests = requests;
    this.answers = answers;
    this.format = format;
  }

  @Override
  public SendResult send(Event event) {
    Objects.requireNonNull(event, "event");
    SendResult result = answer(event);
    log.ended(event, result);
    return result;
  }

  private SendResult answer(Event event) {
    HttpEventSender sender =
        new HttpEventSender(transport, requests, answers, new EventEncoder(format));
    try {
      return sender.send(event).result();
    } catch (RuntimeException | Error e) {
      // Thrown by an interceptor of the caller's client, before or after the request.
      log.senderFailed(event, e);
      return AttemptResult.notMade(e, sender.mayHaveArrived()).result();
    }
  }

  @Override
  public CompletableFuture<SendResult> sendAsync(Event event) {
    Objects.requireNonNull(event, "event");
    try {
      return enqueue(event);
    } catch (RuntimeException | Error e) {
      log.senderFailed(event, e);
      return CompletableFuture.completedFuture(AttemptResult.notMade(e, false).result());
    }
  }

  private CompletableFuture<SendResult> enqueue(Event event) {
    ConnectionTrace attempt = new ConnectionTrace();
    Request request =
        requests
            .of(event, new EventEncoder(format).encode(event))
            .tag(ConnectionTrace.class, attempt)
            .build();
    Call call = transport.call(request);
    CompletableFuture<SendResult> future = new CompletableFuture<>();
    CompletableFuture<?> unused =
        future.whenComplete(
            (result, failure) -> {
              if (future.isCancelled()) {
                call.cancel();
              }
            });
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException e) {
            complete(HttpEventSender.unanswered(e, attempt, request).result());
          }

          @Override
          public void onResponse(Call done, Response response) {
            try (response) {
              complete(answers.read(response).result());
            } catch (IOException e) {
              onFailure(done, e);
            } catch (RuntimeException | Error e) {
              // OkHttp would swallow the exception, and the future would never complete.
              log.senderFailed(event, e);
              complete(AttemptResult.notMade(e, true).result());
            }
          }

          private void complete(SendResult result) {
            log.ended(event, result);
            future.complete(result);
          }
        });
    return future;
  }
}
