package io.github.plausible4j.servlet;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The HTTP client of a proxy: derived from the caller's, or made here and ended here. */
record ProxyHttpClient(OkHttpClient client, @Nullable ExecutorService threads) {
  /** All calls go to one host, for which OkHttp by itself allows five at a time. */
  private static final int MOST_AT_A_TIME = 32;

  static ProxyHttpClient of(@Nullable OkHttpClient callers) {
    if (callers != null) {
      return new ProxyHttpClient(callers.newBuilder().followRedirects(false).build(), null);
    }
    ExecutorService threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              // A daemon: an application that forgets to destroy its servlets must end all the
              // same.
              Thread thread = new Thread(task, "plausible-proxy");
              thread.setDaemon(true);
              return thread;
            });
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequestsPerHost(MOST_AT_A_TIME);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .followRedirects(false)
            .callTimeout(Duration.ofSeconds(10))
            .build();
    return new ProxyHttpClient(client, threads);
  }

  void close() {
    if (threads != null) {
      threads.shutdown();
      client.connectionPool().evictAll();
    }
  }
}
