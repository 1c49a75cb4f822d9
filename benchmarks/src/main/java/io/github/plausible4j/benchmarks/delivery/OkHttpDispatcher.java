package io.github.plausible4j.benchmarks.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Plain OkHttp with its own dispatcher. */
final class OkHttpDispatcher implements Variant {
  private final HttpUrl address;
  private final OkHttpClient client;
  private final int inFlight;
  private final AtomicLong answered = new AtomicLong();

  OkHttpDispatcher(String url, OkHttpClient client, int inFlight) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(inFlight);
    dispatcher.setMaxRequestsPerHost(inFlight);
    this.address = OkHttpCalls.address(url);
    this.client = client.newBuilder().dispatcher(dispatcher).build();
    this.inFlight = inFlight;
  }

  @Override
  public long deliverUntil(long deadline) {
    long before = answered.get();
    Semaphore permits = new Semaphore(inFlight);
    while (System.nanoTime() - deadline < 0) {
      permits.acquireUninterruptibly();
      client.newCall(OkHttpCalls.request(address)).enqueue(new Counted(permits));
    }
    permits.acquireUninterruptibly(inFlight);
    return answered.get() - before;
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private final class Counted implements Callback {
    private final Semaphore permits;

    private Counted(Semaphore permits) {
      this.permits = permits;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      throw new UncheckedIOException(e);
    }

    @Override
    public void onResponse(Call call, Response response) throws IOException {
      try (response) {
        OkHttpCalls.check(response);
        answered.incrementAndGet();
      } finally {
        permits.release();
      }
    }
  }
}
