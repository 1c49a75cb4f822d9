package io.github.plausible4j.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The HTTP client of a proxy: derived from the caller's, or created and closed here. */
record ProxyHttpClient(OkHttpClient client, @Nullable ExecutorService threads) {
  /** All calls go to one host, for which OkHttp allows five at a time by default. */
  private static final int MOST_AT_A_TIME = 32;

  static ProxyHttpClient of(@Nullable OkHttpClient callers) {
    if (callers != null) {
      return new ProxyHttpClient(
          callers
              .newBuilder()
              .followRedirects(false)
              .addNetworkInterceptor(ProxyHttpClient::answerOnce)
              .build(),
          null);
    }
    ExecutorService threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              // A daemon, so that an application that does not destroy its servlets can end.
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
            .addNetworkInterceptor(ProxyHttpClient::answerOnce)
            .callTimeout(Duration.ofSeconds(10))
            .build();
    return new ProxyHttpClient(client, threads);
  }

  /**
   * Rejects a switch of protocols, because its answer would be read as that of the next request.
   */
  private static Response answerOnce(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.code() < 200) {
      Connection connection = chain.connection();
      if (connection != null) {
        connection.socket().close();
      }
      throw new ProtocolException("unexpected status " + response.code());
    }
    if (response.code() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      // OkHttp would repeat a request at once for Retry-After 0, and throws for a value that does
      // not
      // fit into an int.
      return response.newBuilder().removeHeader("Retry-After").build();
    }
    return response;
  }

  void close() {
    if (threads != null) {
      threads.shutdown();
      client.connectionPool().evictAll();
    }
  }
}
