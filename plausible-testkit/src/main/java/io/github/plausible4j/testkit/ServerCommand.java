package io.github.plausible4j.testkit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs the server as a command-line program. */
final class ServerCommand {
  private static final List<String> OPTIONS =
      List.of("--port", "--config", "--seed", "--import", "--now", "--down");
  private static final List<String> DATABASES = List.of("postgres", "clickhouse");
  private static final String HELP =
      """
      A Plausible server for tests, in memory.

        --port N        port to listen on; 0 for any free one (default 8000)
        --config FILE   sites, API keys, plugin tokens, places and limits, as JSON
                        (docs/testkit.md); without it, events of any site are accepted
        --seed FILE     past events, one JSON object per line
        --import SITE=DIRECTORY
                        imported statistics of a site: the CSV files that Plausible exports,
                        for example imported_pages_20250601_20250630.csv; may be given again
        --now INSTANT   the clock stays at this instant, for example 2026-11-23T00:24:00Z,
                        so that answers can be repeated; without it and without "now"
                        in the configuration, the clock runs
        --down NAME     a database that does not answer: postgres or clickhouse;
                        may be given twice
        --help          this text

      Prints its URL and an API key, and runs until it is ended (Ctrl-C, SIGTERM).
      """;

  private int port = 8000;
  private @Nullable Path config;
  private @Nullable Path seed;
  private final List<ImportedStats> imports = new ArrayList<>();
  private @Nullable Instant now;
  private final Set<String> down = new HashSet<>();

  private ServerCommand() {}

  /** Runs until the JVM is asked to end, and returns the exit status. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    ServerCommand command = new ServerCommand();
    try {
      if (!command.parse(List.of(arguments))) {
        out.print(HELP);
        return 0;
      }
      try (PlausibleServer server = command.start()) {
        out.println(server.url());
        out.println("API key: " + server.apiKey());
        out.flush();
        awaitEnd(server);
      }
      return 0;
    } catch (IllegalArgumentException | IllegalStateException e) {
      err.println(e.getMessage());
      return 2;
    } catch (NoSuchFileException e) {
      err.println("file not found: " + e.getFile());
      return 2;
    } catch (IOException e) {
      err.println("cannot read --config, --seed or --import: " + e.getMessage());
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void awaitEnd(PlausibleServer server) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  ended.countDown();
                },
                "plausible-test-server-end"));
    ended.await();
  }

  /** Parses the options. Returns false if only the help was requested. */
  private boolean parse(List<String> arguments) throws IOException {
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (option.equals("--help")) {
        return false;
      }
      if (!OPTIONS.contains(option)) {
        throw new IllegalArgumentException(option + " is not an option; --help lists them");
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + " needs a value; --help explains it");
      }
      set(option, arguments.get(i + 1));
    }
    return true;
  }

  private void set(String option, String value) throws IOException {
    switch (option) {
      case "--port" -> port = portOf(value);
      case "--config" -> config = Path.of(value);
      case "--seed" -> seed = Path.of(value);
      case "--import" -> imports.add(ImportDirectory.read(value));
      case "--down" -> down.add(databaseOf(value));
      default -> now = instantOf(value);
    }
  }

  private static String databaseOf(String value) {
    if (!DATABASES.contains(value)) {
      throw new IllegalArgumentException(
          "--down \"" + value + "\" is not a database; use one of " + String.join(", ", DATABASES));
    }
    return value;
  }

  private static int portOf(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--port \"" + value + "\" is not a number; use one from 0 to 65535", e);
    }
  }

  private static Instant instantOf(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--now \"" + value + "\" is not an instant; write it as 2026-11-23T00:24:00Z", e);
    }
  }

  private PlausibleServer start() throws IOException {
    PlausibleServer.Builder builder = PlausibleServer.builder().port(port);
    if (config != null) {
      ConfigFile.read(config, builder);
    }
    if (now != null) {
      builder.clock(Clock.fixed(now, ZoneOffset.UTC));
    }
    List<SeededEvent> events = seed == null ? List.of() : SeedFile.read(seed);
    PlausibleServer server = builder.start();
    server.seed(events);
    imports.forEach(server::importStats);
    server.postgresDown(down.contains("postgres"));
    server.clickHouseDown(down.contains("clickhouse"));
    return server;
  }
}
