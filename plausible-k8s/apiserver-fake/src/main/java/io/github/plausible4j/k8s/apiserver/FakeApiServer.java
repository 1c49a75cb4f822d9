package io.github.plausible4j.k8s.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A fake API server with real HTTP, managed fields, controllers, and faults on demand. */
public final class FakeApiServer implements AutoCloseable {
  /** Long enough for a busy machine. No test waits for it. */
  private static final Duration SLOWEST_ANSWER = Duration.ofMinutes(1);

  /** A request that the server received. */
  public record Seen(String method, String path, String query) {
    Seen(HttpRequest request) {
      this(request.method(), request.uri().getPath(), String.valueOf(request.uri().getQuery()));
    }

    /** Whether it may change an object. */
    public boolean writes() {
      return !method.equals("GET")
          && !query.contains("dryRun=All")
          && !path.endsWith("selfsubjectaccessreviews");
    }
  }

  private final Store store = new Store();
  private final Faults faults = new Faults();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final PodLogs logs = new PodLogs();
  private final PortForwards forwards = new PortForwards();
  private final PodCommands commands = new PodCommands();
  private final MockWebServer http = new MockWebServer();

  private FakeApiServer() {
    Api api = new Api(store, new Controllers(store), denied, logs, forwards, commands);
    http.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return serve(api, request);
          }
        });
    try {
      http.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a server, with controllers that create pods for workloads and bind claims to volumes.
   */
  public static FakeApiServer start() {
    return new FakeApiServer();
  }

  /** Creates a client with the default transport. It does not retry failed requests. */
  public KubernetesClient client() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + http.getPort())
            .withNamespace("default")
            .withRequestRetryBackoffLimit(0)
            .withWatchReconnectInterval(10)
            .withRequestTimeout((int) SLOWEST_ANSWER.toMillis())
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** The faults of further requests. */
  public Faults faults() {
    return faults;
  }

  /** The logs of containers, which come from the nodes in a real cluster. */
  public PodLogs logs() {
    return logs;
  }

  /** The ports that are open in pods. */
  public PortForwards portForwards() {
    return forwards;
  }

  /** The commands that run in pods. */
  public PodCommands commands() {
    return commands;
  }

  /** The requests so far. */
  public List<Seen> requests() {
    return List.copyOf(seen);
  }

  /** The paths and bodies of all requests so far that have a body, except those for Secrets. */
  public List<String> writtenOutsideSecrets() {
    return List.copyOf(written);
  }

  /** Forgets the requests so far. */
  public void forgetRequests() {
    seen.clear();
  }

  /** Makes access reviews deny a verb on a resource, such as {@code create} on {@code secrets}. */
  public void deny(String verb, String resource) {
    denied.add(verb + " " + resource);
  }

  /**
   * Ends all watches and deletes the history, so that a watch from an old version receives 410
   * Gone.
   */
  public void compact() {
    store.compact();
  }

  /**
   * Like {@link #compact}, but each watch first receives a bookmark. Returns the bookmark's
   * version.
   */
  public long compactAfterBookmarks() {
    return store.compactAfterBookmarks();
  }

  /** The number of watches that received 410 Gone. */
  public int expiredWatches() {
    return store.expiredWatches();
  }

  private MockResponse serve(Api api, RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    Seen now = new Seen(request.getMethod(), path, String.valueOf(request.getUrl().query()));
    seen.add(now);
    if (request.getBody() != null && !path.contains("/secrets")) {
      written.add(path + " " + request.getBody().utf8());
    }
    return switch (faults.fate(now)) {
      case LOST -> cut();
      case ANSWER_LOST -> {
        api.carryOut(request);
        yield cut();
      }
      case REFUSED ->
          Api.answer(
              faults.refusal(),
              new ApiFailure(
                      faults.refusal(),
                      "InternalError",
                      "Internal error occurred: etcdserver: request timed out",
                      List.of())
                  .status());
      case SERVED -> api.serve(request);
    };
  }

  private static MockResponse cut() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  @Override
  public void close() {
    store.endWatches();
    forwards.cut();
    http.close();
  }
}
