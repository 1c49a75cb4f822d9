package io.github.plausible4j.benchmarks.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The figures of variants that took turns, round by round, with the same server. Each ratio is from
 * one round, so that it is meaningful even on a shared machine.
 */
final class Rounds {
  private final Map<String, List<Figures>> figures = new LinkedHashMap<>();
  private final Map<String, String> miscounts = new LinkedHashMap<>();

  /** The number of rounds, and the time for each variant. */
  record Plan(int rounds, int millis, int warmUpMillis) {
    /** The first three arguments of a program; all are optional. */
    static Plan of(String[] args, Plan otherwise) {
      return new Plan(
          args.length > 0 ? Integer.parseInt(args[0]) : otherwise.rounds,
          args.length > 1 ? Integer.parseInt(args[1]) : otherwise.millis,
          args.length > 2 ? Integer.parseInt(args[2]) : otherwise.warmUpMillis);
    }
  }

  /**
   * Measures the variants.
   *
   * @param sink answers {@code ?} with the number of requests that it received
   */
  static Rounds measure(List<String> variants, String url, Child sink, Plan plan)
      throws IOException {
    Rounds rounds = new Rounds();
    Map<String, Child> clients = new LinkedHashMap<>();
    try {
      for (String name : variants) {
        Child client = Child.start(ClientProcess.class, name, url);
        clients.put(name, client);
        String unused = client.ask(String.valueOf(plan.warmUpMillis));
      }
      for (int round = 1; round <= plan.rounds; round++) {
        for (Map.Entry<String, Child> client : clients.entrySet()) {
          rounds.run(client.getKey(), client.getValue(), sink, plan.millis);
        }
        System.out.printf(Locale.ROOT, "round %d of %d%n", round, plan.rounds);
      }
    } finally {
      clients.values().forEach(Child::close);
    }
    return rounds;
  }

  private void run(String name, Child client, Child sink, int millis) throws IOException {
    long before = Long.parseLong(sink.ask("?"));
    Figures one = Figures.ofLine(client.ask(String.valueOf(millis)));
    long requests = Long.parseLong(sink.ask("?")) - before;
    // Each event that a client reports as delivered should be a request that the server received.
    if (name.contains("batches") ? requests >= one.events() : requests != one.events()) {
      String miscount = one.events() + " events in " + requests + " requests";
      if (name.startsWith("event queue")) {
        throw new IllegalStateException(name + " delivered " + miscount);
      }
      miscounts.put(name, miscount);
    }
    figures.computeIfAbsent(name, key -> new ArrayList<>()).add(one);
  }

  /**
   * The numbers of events that a client reported and that the server received, if they differed in
   * a round.
   */
  Optional<String> miscount(String variant) {
    return Optional.ofNullable(miscounts.get(variant));
  }

  List<String> variants() {
    return List.copyOf(figures.keySet());
  }

  Spread of(String variant, ToDoubleFunction<Figures> figure) {
    return Spread.of(rounds(variant).stream().mapToDouble(figure).toArray());
  }

  /** A figure of one variant divided by that of another in the same round. */
  Spread ratio(String variant, String other, ToDoubleFunction<Figures> figure) {
    List<Figures> ours = rounds(variant);
    List<Figures> theirs = rounds(other);
    double[] ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i));
    }
    return Spread.of(ratios);
  }

  private List<Figures> rounds(String variant) {
    List<Figures> rounds = figures.get(variant);
    if (rounds == null) {
      throw new IllegalArgumentException("not measured: " + variant);
    }
    return rounds;
  }
}
