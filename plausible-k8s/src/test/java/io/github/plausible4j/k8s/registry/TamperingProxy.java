package io.github.plausible4j.k8s.registry;

import io.github.plausible4j.k8s.internal.http.FakeHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Stands before a registry and changes the bodies of some paths, as a bad cache would. */
public final class TamperingProxy implements AutoCloseable {
  private static final OkHttpClient HTTP = new OkHttpClient();

  private final FakeHttp server;

  /**
   * Starts before a registry.
   *
   * @param part of the path whose bodies are changed
   */
  public TamperingProxy(String authority, String part, UnaryOperator<String> change) {
    server =
        FakeHttp.start(
            received -> {
              Request request =
                  new Request.Builder()
                      .url("http://" + authority + received.target())
                      .header("Accept", received.headers().getOrDefault("accept", "*/*"))
                      .build();
              try (Response response = HTTP.newCall(request).execute()) {
                String body = response.body().string();
                boolean changed = received.path().contains(part);
                return passOn(
                    response.headers(),
                    FakeHttp.Reply.of(response.code(), changed ? change.apply(body) : body));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static FakeHttp.Reply passOn(Headers headers, FakeHttp.Reply reply) {
    FakeHttp.Reply passed = reply;
    for (String name : new String[] {"Content-Type", "Docker-Content-Digest"}) {
      String value = headers.get(name);
      passed = value == null ? passed : passed.with(name, value);
    }
    return passed;
  }

  public String authority() {
    return server.authority();
  }

  @Override
  public void close() {
    server.close();
  }
}
