package io.github.plausible4j.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit extension that runs a {@link PlausibleServer} for the tests of a class. In a static
 * field, the server starts once and is reset before each test. In an instance field, each test has
 * its own server. Tests that run in parallel need an instance field.
 * {@code @ExtendWith(PlausibleServerExtension.class)} works like a static field with default
 * settings; tests then have a parameter of type {@link PlausibleServer}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PlausibleServerExtension plausible =
 *     PlausibleServerExtension.forSite("blog.example.com");
 * }</pre>
 *
 * <p>It needs junit-jupiter-api 5 or later, which this module does not bring along as a dependency.
 */
public final class PlausibleServerExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private final PlausibleServer.Builder builder;
  private volatile @Nullable PlausibleServer server;

  /** The class or test for which the server was started, and with which it ends. */
  private volatile @Nullable String owner;

  /** For {@code @ExtendWith}: a server that accepts events of any site. */
  public PlausibleServerExtension() {
    this(PlausibleServer.builder());
  }

  private PlausibleServerExtension(PlausibleServer.Builder builder) {
    this.builder = builder;
  }

  /** Runs a server that accepts events of any site. */
  public static PlausibleServerExtension create() {
    return new PlausibleServerExtension();
  }

  /** Runs a server that has only this site. */
  public static PlausibleServerExtension forSite(String domain) {
    return of(PlausibleServer.builder().site(domain));
  }

  /** Runs a server with these settings. Do not change the builder afterwards. */
  public static PlausibleServerExtension of(PlausibleServer.Builder builder) {
    return new PlausibleServerExtension(Objects.requireNonNull(builder, "builder"));
  }

  /**
   * The running server.
   *
   * @throws IllegalStateException outside of a test
   */
  public PlausibleServer server() {
    PlausibleServer running = server;
    if (running == null) {
      throw new IllegalStateException(
          "the server runs only during tests; check that the extension is registered");
    }
    return running;
  }

  /** The base URL of the server. */
  public String url() {
    return server().url();
  }

  /** An API key for the Stats API and the Sites API. */
  public String apiKey() {
    return server().apiKey();
  }

  /** The events that arrived during this test and were stored. */
  public List<RecordedEvent> events() {
    return server().events();
  }

  /**
   * Waits until at least this number of events has arrived during this test, and returns all events
   * that arrived.
   *
   * @throws AssertionError if fewer events arrive within the timeout
   */
  public List<RecordedEvent> awaitEvents(int count, Duration timeout) throws InterruptedException {
    return server().awaitEvents(count, timeout);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // For a nested class, the server of the enclosing class already runs.
    if (server == null) {
      server = builder.start();
      owner = context.getUniqueId();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    PlausibleServer running = server;
    if (running != null) {
      running.reset();
    } else {
      server = builder.start();
      owner = context.getUniqueId();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    closeIfOwnedBy(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    closeIfOwnedBy(context);
  }

  private void closeIfOwnedBy(ExtensionContext context) {
    PlausibleServer running = server;
    if (running != null && context.getUniqueId().equals(owner)) {
      server = null;
      running.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PlausibleServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server();
  }
}
