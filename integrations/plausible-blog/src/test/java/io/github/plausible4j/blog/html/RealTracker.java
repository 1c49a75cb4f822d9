package io.github.plausible4j.blog.html;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Plausible's own tracker, as npm has it in the version and with the hash of the lock file, and a
 * script around it that does what the server adds: it hands over the site's configuration.
 */
final class RealTracker {
  private static final Path LOCK = Path.of("src", "test", "resources", "tracker");
  private static final Path PLACE = Path.of("target", "tracker");
  private static final Path FILE =
      PLACE.resolve("node_modules/@plausible-analytics/tracker/plausible.js");

  /** What the server bakes into the script of a site, but for the tracker itself. */
  private static final String LOADER =
      """
      import('/tracker.js').then(function (tracker) {
        var early = window.plausible || {};
        var start = function (options) {
          tracker.init(Object.assign({domain: 'blog.example.org', endpoint: '/api/event'}, options));
          (early.q || []).forEach(function (call) { tracker.track.apply(null, call); });
        };
        if (early.o) { start(early.o); }
      });
      """;

  private RealTracker() {}

  /** The module; the test is skipped where it cannot be installed. */
  static synchronized String module() {
    try {
      if (!Files.exists(FILE)) {
        install();
      }
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The script that a page loads. */
  static String script() {
    return LOADER;
  }

  private static void install() throws IOException {
    Files.createDirectories(PLACE);
    for (String file : new String[] {"package.json", "package-lock.json"}) {
      Files.writeString(PLACE.resolve(file), Files.readString(LOCK.resolve(file)));
    }
    Path log = PLACE.resolve("npm.log");
    Process npm;
    try {
      npm =
          new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(PLACE.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: npm is not installed");
      return;
    }
    try {
      boolean ended = npm.waitFor(3, TimeUnit.MINUTES);
      String said = Files.readString(log, StandardCharsets.UTF_8);
      if (said.contains("EINTEGRITY")) {
        throw new AssertionError("npm delivered another tracker than the lock file names: " + said);
      }
      assumeTrue(
          ended && npm.exitValue() == 0, "skipped: npm could not install the tracker: " + said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      npm.destroyForcibly();
    }
  }
}
