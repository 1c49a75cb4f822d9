package io.github.plausible4j.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Starts programs in a JVM of their own. */
final class Java {
  private static final long PATIENCE_MINUTES = 4;

  private Java() {}

  /** How a program ended, and what it printed. */
  record Result(int exitCode, String output) {}

  /** The class path of these tests, entry by entry. */
  static List<String> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.asList(path.split(File.pathSeparator, -1));
  }

  /** The class path of these tests with other jars in front and without what they replace. */
  static List<String> classPath(Path jars, Predicate<String> replaced) throws IOException {
    List<String> path = new ArrayList<>();
    try (Stream<Path> files = Files.list(jars)) {
      files.map(Path::toString).sorted().forEach(path::add);
    }
    classPath().stream()
        .filter(entry -> !replaced.test(Path.of(entry).getFileName().toString()))
        .forEach(path::add);
    return path;
  }

  static Result run(Path home, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("compatibility", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new AssertionError("the program did not end:\n" + Files.readString(output, UTF_8));
      }
      return new Result(process.exitValue(), Files.readString(output, UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  /** The Java runtime of these tests. */
  static Path own() {
    return Path.of(System.getProperty("java.home"));
  }
}
