package io.github.plausible4j.benchmarks.delivery;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The ways that are compared. All send the same bytes and headers, and read each answer. */
final class Variants {
  private static final String USER_AGENT =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101";
  private static final String ADDRESS = "203.0.113.7";
  private static final Event EVENT =
      Event.builder("Signup", "https://blog.example.com/join")
          .visitor(Visitor.of(ADDRESS, USER_AGENT))
          .prop("plan", "pro")
          .prop("method", "email")
          .prop("country", "DE")
          .prop("number", 1)
          .build();
  private static final String JSON =
      "{\"name\":\"Signup\",\"url\":\"https://blog.example.com/join\",\"props\":"
          + "{\"plan\":\"pro\",\"method\":\"email\",\"country\":\"DE\",\"number\":\"1\"}}";

  private Variants() {}

  /** The queue of this library. */
  static Variant queue(String url, int connections) {
    Plausible plausible = Plausible.create(url);
    EventQueue queue =
        plausible.eventQueue(
            DeliveryPolicy.builder()
                .connections(connections)
                .capacity(1_000)
                .overflow(OverflowPolicy.block(Duration.ofMinutes(1)))
                .build());
    return new Variant() {
      @Override
      public void deliverUntil(long deadline) {
        while (System.nanoTime() - deadline < 0) {
          if (!queue.track(EVENT)) {
            throw new IllegalStateException("not taken: " + queue.stats());
          }
        }
        if (!queue.flush(Duration.ofMinutes(1)).isComplete()) {
          throw new IllegalStateException("not delivered: " + queue.stats());
        }
      }

      @Override
      public void close() {
        plausible.close();
      }
    };
  }

  /** Bare OkHttp: threads that make one call after the other. */
  static Variant okHttpThreads(String url, int threads) {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(threads, 30, TimeUnit.SECONDS))
            .callTimeout(Duration.ofSeconds(30))
            .build();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    return new Variant() {
      @Override
      public void deliverUntil(long deadline) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          running.add(CompletableFuture.runAsync(() -> call(client, url, deadline), pool));
        }
        running.forEach(CompletableFuture::join);
      }

      @Override
      public void close() {
        pool.shutdown();
        client.connectionPool().evictAll();
      }
    };
  }

  private static void call(OkHttpClient client, String url, long deadline) {
    RequestBody body = body();
    while (System.nanoTime() - deadline < 0) {
      try (Response response = client.newCall(request(url, body)).execute()) {
        check(response);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Bare OkHttp with its own dispatcher. */
  static Variant okHttpDispatcher(String url, int inFlight) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(inFlight);
    dispatcher.setMaxRequestsPerHost(inFlight);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(inFlight, 30, TimeUnit.SECONDS))
            .build();
    RequestBody body = body();
    return new Variant() {
      @Override
      public void deliverUntil(long deadline) {
        Semaphore permits = new Semaphore(inFlight);
        while (System.nanoTime() - deadline < 0) {
          permits.acquireUninterruptibly();
          client
              .newCall(request(url, body))
              .enqueue(
                  new Callback() {
                    @Override
                    public void onFailure(Call call, IOException e) {
                      throw new UncheckedIOException(e);
                    }

                    @Override
                    public void onResponse(Call call, Response response) throws IOException {
                      try (response) {
                        check(response);
                      } finally {
                        permits.release();
                      }
                    }
                  });
        }
        permits.acquireUninterruptibly(inFlight);
      }

      @Override
      public void close() {
        dispatcher.executorService().shutdown();
        client.connectionPool().evictAll();
      }
    };
  }

  /** The JDK's client, asynchronous. */
  static Variant jdkClient(String url, int inFlight) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/event"))
            .header("Content-Type", "application/json")
            .header("User-Agent", USER_AGENT)
            .header("X-Forwarded-For", ADDRESS)
            .header("X-Plausible-IP", ADDRESS)
            .POST(HttpRequest.BodyPublishers.ofString(JSON))
            .build();
    return new Variant() {
      @Override
      public void deliverUntil(long deadline) {
        Semaphore permits = new Semaphore(inFlight);
        while (System.nanoTime() - deadline < 0) {
          permits.acquireUninterruptibly();
          var unused =
              client
                  .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                  .whenComplete((response, failure) -> permits.release());
        }
        permits.acquireUninterruptibly(inFlight);
      }

      @Override
      public void close() {
        // The JDK 17's client has nothing to close; its threads are daemons.
      }
    };
  }

  private static RequestBody body() {
    return RequestBody.create(
        JSON.getBytes(StandardCharsets.UTF_8), MediaType.get("application/json"));
  }

  private static Request request(String url, RequestBody body) {
    return new Request.Builder()
        .url(url + "/api/event")
        .post(body)
        .header("User-Agent", USER_AGENT)
        .header("X-Forwarded-For", ADDRESS)
        .header("X-Plausible-IP", ADDRESS)
        .build();
  }

  private static void check(Response response) throws IOException {
    if (response.code() != 202 || !response.body().string().equals("ok")) {
      throw new IOException("unexpected answer " + response.code());
    }
  }
}
