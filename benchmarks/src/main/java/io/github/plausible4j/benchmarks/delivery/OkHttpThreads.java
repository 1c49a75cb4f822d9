package io.github.plausible4j.benchmarks.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Plain OkHttp: threads that make one call after the other. */
final class OkHttpThreads implements Variant {
  private final HttpUrl address;
  private final OkHttpClient client;
  private final int threads;
  private final ExecutorService pool;

  OkHttpThreads(String url, OkHttpClient client, int threads) {
    this.address = OkHttpCalls.address(url);
    this.client = client;
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
  }

  @Override
  public long deliverUntil(long deadline) {
    List<CompletableFuture<Long>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(CompletableFuture.supplyAsync(() -> call(deadline), pool));
    }
    return running.stream().mapToLong(CompletableFuture::join).sum();
  }

  private long call(long deadline) {
    long events = 0;
    while (System.nanoTime() - deadline < 0) {
      try (Response response = client.newCall(OkHttpCalls.request(address)).execute()) {
        OkHttpCalls.check(response);
        events++;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return events;
  }

  @Override
  public void close() {
    pool.shutdown();
    client.connectionPool().evictAll();
  }
}
