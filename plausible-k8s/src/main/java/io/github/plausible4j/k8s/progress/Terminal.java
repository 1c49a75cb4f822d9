package io.github.plausible4j.k8s.progress;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * What the standard output can show.
 *
 * @param redraws whether lines can be written over, which a file or a pipe cannot
 * @param colours whether colours are welcome
 * @param signs whether it can show more than ASCII
 * @param columns how wide it is; 0 where only the terminal itself knows
 */
record Terminal(boolean redraws, boolean colours, boolean signs, int columns) {
  /** A file, or anything else that only grows. */
  static final Terminal NONE = new Terminal(false, false, true, 0);

  /** What is behind the standard output of this process. */
  static Terminal ofStandardOutput() {
    return of(System.getenv(), isPresent(), charset());
  }

  /** By the conventions of the environment: TERM, NO_COLOR and COLUMNS. */
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

  /** What System.out encodes with; JDK 17 and JDK 19 have different names for it. */
  private static Charset charset() {
    String name =
        System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
    return !name.isEmpty() && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }

  // Null is the whole answer before Java 22; what it means since then, isTerminal(console) asks.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isPresent() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  /** From Java 22 on there is a console without a terminal too, and a method that tells. */
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
