package io.github.plausible4j.k8s.progress;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * The abilities of the standard output.
 *
 * @param redraws whether lines can be overwritten, which is not possible in a file or a pipe
 * @param colours whether to use colours
 * @param signs whether it can show characters beyond ASCII
 * @param columns the width; 0 if unknown
 */
record Terminal(boolean redraws, boolean colours, boolean signs, int columns) {
  /** A file or another output that can only be appended to. */
  static final Terminal NONE = new Terminal(false, false, true, 0);

  /** Detects the abilities of this process's standard output. */
  static Terminal ofStandardOutput() {
    return of(System.getenv(), isPresent(), charset());
  }

  /** Reads the environment variables TERM, NO_COLOR and COLUMNS. */
  static Terminal of(Map<String, String> environment, boolean present, Charset charset) {
    String type = environment.getOrDefault("TERM", "dumb");
    boolean redraws = present && !type.equals("dumb");
    return new Terminal(
        redraws,
        redraws && environment.getOrDefault("NO_COLOR", "").isEmpty(),
        charset.canEncode() && charset.newEncoder().canEncode("✔✖…"),
        columns(environment.getOrDefault("COLUMNS", "")));
  }

  private static int columns(String value) {
    return value.matches("[1-9]\\d{0,4}") ? Integer.parseInt(value) : 0;
  }

  /** The encoding of System.out. JDK 17 and JDK 19 have different system properties for it. */
  private static Charset charset() {
    String name =
        System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
    return !name.isEmpty() && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }

  // Before Java 22, null means that there is no terminal. Since then, isTerminal(console) decides.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isPresent() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  /** Since Java 22, a console can exist without a terminal, and a method tells the difference. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
