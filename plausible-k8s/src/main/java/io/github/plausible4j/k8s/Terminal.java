package io.github.plausible4j.k8s;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether the standard output is a terminal that can move its cursor. */
final class Terminal {
  private Terminal() {}

  // Null is the whole answer before Java 22; what it means since then, isTerminal(console) asks.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isPresent() {
    String type = System.getenv("TERM");
    Console console = System.console();
    return type != null && !type.equals("dumb") && console != null && isTerminal(console);
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
