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
 * Runs a {@link PlausibleServer} for the tests of a class. In a static field it starts once and is
 * reset before each test; in an instance field each test has its own. Tests that run at the same
 * time need an instance field. Without settings,
 * {@code @ExtendWith(PlausibleServerExtension.class)} is a static field, and tests have a parameter
 * of type {@link PlausibleServer}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PlausibleServerExtension plausible =
 *     PlausibleServerExtension.forSite("blog.example.com");
 * }</pre>
 *
 * <p>It needs junit-jupiter-api 5 or later, which is not a dependency of this module's users.
 */
public final class PlausibleServerExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private final PlausibleServer.Builder builder;
  private volatile @Nullable PlausibleServer server;

  /** The class or test that the server was started for, and ends with. */
  private volatile @Nullable String owner;

  /** For {@code @ExtendWith}: a server that takes events of any site. */
  public PlausibleServerExtension() {
    this(PlausibleServer.builder());
  }

  private PlausibleServerExtension(PlausibleServer.Builder builder) {
    this.builder = builder;
  }

  /** A server that takes events of any site. */
  public static PlausibleServerExtension create() {
    return new PlausibleServerExtension();
  }

  /** A server that knows this site alone. */
  public static PlausibleServerExtension forSite(String domain) {
    return of(PlausibleServer.builder().site(domain));
  }

  /** A server with these settings; the builder is not to be changed any more. */
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
          "the server runs during tests only; is the extension registered?");
    }
    return running;
  }

  /** Where the server listens. */
  public String url() {
    return server().url();
  }

  /** A key for statistics and sites. */
  public String apiKey() {
    return server().apiKey();
  }

  /** The events that arrived during this test and were stored. */
  public List<RecordedEvent> events() {
    return server().events();
  }

  /**
   * Waits until so many events have arrived during this test, and returns all that have.
   *
   * @throws AssertionError if fewer arrive in that time
   */
  public List<RecordedEvent> awaitEvents(int count, Duration timeout) throws InterruptedException {
    return server().awaitEvents(count, timeout);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // A nested class finds the server of its enclosing class running.
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
