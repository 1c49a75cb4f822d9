package io.github.plausible4j.benchmarks.delivery;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints the results as Markdown tables. */
final class DeliveryReport {
  private DeliveryReport() {}

  static void print(Rounds rounds) {
    printAbsolute(rounds);
    printRatioHead();
    for (String other : rounds.variants()) {
      if (!other.startsWith("event queue")) {
        printRatio(rounds, "event queue" + other.substring(other.lastIndexOf(' ')), other);
      }
    }
  }

  static void printAbsolute(Rounds rounds) {
    System.out.println();
    System.out.println("| in flight last | events/s | CPU us/event | bytes/event |");
    System.out.println("| --- | --- | --- | --- |");
    for (String name : rounds.variants()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s |%n",
          marked(rounds, name),
          text(rounds.of(name, Figures::perSecond), "%.0f"),
          text(rounds.of(name, Figures::cpuMicros), "%.1f"),
          text(rounds.of(name, Figures::bytes), "%.0f"));
    }
  }

  static void printRatioHead() {
    System.out.println();
    System.out.println("| one ÷ other | events/s | CPU/event | bytes/event | bytes more |");
    System.out.println("| --- | --- | --- | --- | --- |");
  }

  static void printRatio(Rounds rounds, String ours, String other) {
    System.out.printf(
        Locale.ROOT,
        "| %s ÷ %s | %s | %s | %s | %.0f |%n",
        ours,
        marked(rounds, other),
        ratio(rounds, ours, other, Figures::perSecond),
        ratio(rounds, ours, other, Figures::cpuMicros),
        ratio(rounds, ours, other, Figures::bytes),
        rounds.of(ours, Figures::bytes).median() - rounds.of(other, Figures::bytes).median());
  }

  /** Marks a row whose counts differed, because its figures are not comparable. */
  private static String marked(Rounds rounds, String name) {
    return name + rounds.miscount(name).map(count -> " (in a round " + count + ")").orElse("");
  }

  private static String ratio(
      Rounds rounds, String ours, String other, ToDoubleFunction<Figures> figure) {
    return text(rounds.ratio(ours, other, figure), "%.2f");
  }

  private static String text(Spread spread, String format) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + "-" + format + ")",
        spread.median(),
        spread.low(),
        spread.high());
  }
}
