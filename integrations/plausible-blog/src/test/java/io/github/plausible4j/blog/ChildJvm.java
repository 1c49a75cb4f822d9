package io.github.plausible4j.blog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own, with the class path of the tests. It ends in any case. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * Runs a main class and waits for its end.
   *
   * @param prefix a program that starts the JVM; empty for none
   * @param jvmOptions such as {@code -Xmx128m}
   * @return all that it printed, then its exit code
   */
  public static String run(
      List<String> prefix, List<String> jvmOptions, String mainClass, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(args));
    Path output = Files.createTempFile("child-jvm", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.MINUTES)) {
        throw new AssertionError("not ended in 60 minutes: " + Files.readString(output));
      }
      return Files.readString(output) + "exit code " + process.exitValue() + "\n";
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
