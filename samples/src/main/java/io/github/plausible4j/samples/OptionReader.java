package io.github.plausible4j.samples;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a command line and collects all that is wrong with it. */
final class OptionReader {
  private static final Set<String> WITH_VALUE =
      Set.of("--site", "--base-url", "--domain", "--server", "--state");
  private static final Set<String> ALONE = Set.of("--dry-run", "--strict", "--help");

  private final Deque<String> rest;
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();
  private final List<String> build = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  OptionReader(String... args) {
    this.rest = new ArrayDeque<>(Arrays.asList(args));
  }

  ReporterOptions read() {
    while (!rest.isEmpty()) {
      readOne(rest.remove());
    }
    Path site = Path.of(values.getOrDefault("--site", "public"));
    Optional<Path> state = value("--state").map(Path::of);
    if (state.isPresent() && ReporterOptions.isInside(site, state.get())) {
      problems.add("--state " + state.get() + " would be published with the site; move it out");
    }
    checkAddress("--base-url");
    checkAddress("--server");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new ReporterOptions(
        site,
        value("--base-url"),
        value("--domain"),
        value("--server"),
        state,
        flags.contains("--dry-run"),
        flags.contains("--strict"),
        flags.contains("--help"),
        List.copyOf(build));
  }

  private void readOne(String option) {
    if (option.equals("--")) {
      build.addAll(rest);
      rest.clear();
      if (build.isEmpty()) {
        problems.add("-- is not followed by a build command");
      }
    } else if (ALONE.contains(option)) {
      flags.add(option);
    } else if (!WITH_VALUE.contains(option)) {
      problems.add(option + " is no option; --help lists them");
    } else if (rest.isEmpty() || rest.peek().startsWith("--") || rest.peek().isBlank()) {
      problems.add(option + " has no value");
    } else {
      values.put(option, rest.remove());
    }
  }

  private Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  private void checkAddress(String option) {
    value(option)
        .filter(url -> !isHttp(url))
        .ifPresent(
            url -> problems.add(option + " " + url + " is no http or https address of a host"));
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
