package io.github.plausible4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of a {@link Plausible}: derived from the caller's client, or created and closed
 * here.
 */
record OwnedHttpClient(OkHttpClient client, @Nullable ExecutorService threads) {
  private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  static OwnedHttpClient of(Plausible.Builder settings, HttpUrl baseUrl) {
    OkHttpClient callers = settings.httpClient;
    if (callers != null) {
      Duration own = Duration.ofMillis(callers.callTimeoutMillis());
      Duration timeout = callTimeout(settings, own.isZero() ? DEFAULT_CALL_TIMEOUT : own);
      return new OwnedHttpClient(callers.newBuilder().callTimeout(timeout).build(), null);
    }
    // Like OkHttp's own threads, but daemons, so that a program that forgets to close can end.
    ExecutorService threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "plausible-http-" + NUMBER.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionSpecs(connections(baseUrl))
            .dispatcher(new Dispatcher(threads))
            .callTimeout(callTimeout(settings, DEFAULT_CALL_TIMEOUT))
            // OkHttp's default of 10 seconds between two bytes would end calls within the call
            // timeout.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();
    return new OwnedHttpClient(client, threads);
  }

  /**
   * A plain http address needs no TLS, and a program starts faster if OkHttp reads no certificates.
   */
  private static List<ConnectionSpec> connections(HttpUrl baseUrl) {
    return List.of(baseUrl.isHttps() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT);
  }

  private static Duration callTimeout(Plausible.Builder settings, Duration otherwise) {
    return settings.callTimeout == null ? otherwise : settings.callTimeout;
  }

  void close() {
    if (threads != null) {
      threads.shutdown();
      client.connectionPool().evictAll();
    }
  }
}
