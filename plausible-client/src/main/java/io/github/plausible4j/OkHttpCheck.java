package io.github.plausible4j;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks OkHttp on the class path before the first client is created: another library may bring a
 * version that is too old, or a second copy.
 */
final class OkHttpCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OkHttpCheck.class);
  private static final AtomicBoolean DONE = new AtomicBoolean();

  private OkHttpCheck() {}

  /**
   * Warns once about a second copy.
   *
   * @throws IllegalStateException if OkHttp is older than 4
   */
  static void check() {
    requireFour(() -> Objects.requireNonNull(OkHttp.INSTANCE));
    if (DONE.compareAndSet(false, true)) {
      List<URL> copies = copies();
      if (copies.size() > 1) {
        LOG.warn(
            "OkHttp is on the class path {} times, and the first one is used: {}. Import"
                + " plausible-bom, or exclude okhttp where a library brings version 4",
            copies.size(),
            copies);
      }
    }
  }

  /** Runs code that needs a class of OkHttp 4.0 or newer. */
  static void requireFour(Runnable use) {
    try {
      use.run();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "OkHttp on the class path is missing or older than 4.9; plausible-client needs 4.9 or"
              + " newer: import plausible-bom, or exclude the old okhttp",
          e);
    }
  }

  private static List<URL> copies() {
    ClassLoader loader = OkHttpCheck.class.getClassLoader();
    try {
      return loader == null
          ? List.of()
          : Collections.list(loader.getResources("okhttp3/OkHttpClient.class"));
    } catch (IOException e) {
      LOG.debug("The class path could not be searched for OkHttp", e);
      return List.of();
    }
  }
}
