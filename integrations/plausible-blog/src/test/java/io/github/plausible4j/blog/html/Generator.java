package io.github.plausible4j.blog.html;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real generator of static sites, as Debian packages it. */
enum Generator {
  HUGO("hugo", "posts/first/index.html") {
    @Override
    List<String> command(Path source, Path output) {
      return List.of("hugo", "--quiet", "--source", source + "", "--destination", output + "");
    }
  },
  MKDOCS("mkdocs", "use/index.html") {
    @Override
    List<String> command(Path source, Path output) {
      String config = source.resolve("mkdocs.yml").toString();
      return List.of("mkdocs", "build", "-q", "-f", config, "--site-dir", output + "");
    }
  },
  SPHINX("sphinx-build", "call.html") {
    @Override
    List<String> command(Path source, Path output) {
      String cache = output.resolveSibling("doctrees").toString();
      return List.of("sphinx-build", "-q", "-b", "html", "-d", cache, source + "", output + "");
    }
  };

  private final String program;
  private final String page;

  Generator(String program, String page) {
    this.program = program;
    this.page = page;
  }

  abstract List<String> command(Path source, Path output);

  /** A page of the site that is built. */
  String page() {
    return page;
  }

  /** Builds the site of the test resources; the test is skipped where the program is missing. */
  Path build(Path directory) throws IOException, InterruptedException {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    assumeTrue(installed, "skipped: " + program + " is not installed");
    String name = name().toLowerCase(Locale.ROOT);
    Path source = copy(Path.of("src", "test", "resources", "sites", name), directory.resolve("in"));
    Path output = directory.resolve("public");
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command(source, output))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(program + " did not build: " + Files.readString(log));
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }
}
