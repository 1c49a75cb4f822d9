package io.github.plausible4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each program counts an event, asks for it, and runs the test server. */
class LibraryVersionsTest {
  private static final Path LIBRARIES = Path.of("target", "libraries").toAbsolutePath();

  @Test
  void theVersionsOfTheBom() throws Exception {
    assertCounted(run(Java.own(), Java.classPath()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jackson-2.13", "jackson-2.15"})
  void anOlderJackson(String jars) throws Exception {
    assertCounted(run(Java.own(), with(jars)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"okhttp-4.9", "okhttp-4.12"})
  void anOlderOkHttp(String jars) throws Exception {
    Java.Result result = run(Java.own(), with(jars));

    assertCounted(result);
    assertThat(result.output()).doesNotContain("OkHttpCheck");
  }

  @Test
  void anOkHttp3IsRefusedWithTheRemedy() throws Exception {
    Java.Result result = run(Java.own(), with("okhttp-3.14"));

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output()).contains("needs 4.9 or newer", "plausible-bom");
  }

  @Test
  void twoCopiesOfOkHttpAreWarnedOf() throws Exception {
    List<String> path = Java.classPath(LIBRARIES.resolve("okhttp-4.12"), name -> false);

    Java.Result result = run(Java.own(), path);

    assertCounted(result);
    assertThat(result.output()).contains("OkHttp is on the class path 2 times", "okhttp-4.12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"21", "25"})
  void aNewerJava(String release) throws Exception {
    Path home = javaHome(release).orElseGet(() -> abort("there is no JDK " + release + " here"));

    assertCounted(run(home, Java.classPath()));
  }

  private static Optional<Path> javaHome(String release) throws IOException {
    String named = System.getenv("JAVA_HOME_" + release);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path installed = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(installed)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(installed)) {
      return homes
          .filter(home -> home.getFileName().toString().matches(".*\\b" + release + "\\b.*"))
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .sorted()
          .findFirst();
    }
  }

  private static List<String> with(String jars) throws IOException {
    String replaced =
        jars.startsWith("jackson")
            ? "jackson-(core|databind|annotations)-.*"
            : "(okhttp|okio)(-jvm)?-\\d.*";
    return Java.classPath(LIBRARIES.resolve(jars), name -> name.matches(replaced));
  }

  private static Java.Result run(Path home, List<String> classPath) throws Exception {
    return Java.run(
        home, "-cp", String.join(File.pathSeparator, classPath), EventAndQuery.class.getName());
  }

  private static void assertCounted(Java.Result result) {
    assertThat(result.output()).contains("postgres", "/first");
    assertThat(result.exitCode()).isZero();
  }
}
