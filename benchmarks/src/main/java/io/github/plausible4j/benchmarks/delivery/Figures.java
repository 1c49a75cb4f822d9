package io.github.plausible4j.benchmarks.delivery;

/**
 * The figures of a variant in a round.
 *
 * @param perSecond events per second
 * @param cpuMicros CPU time of the client's process per event, in microseconds
 * @param bytes bytes allocated by all threads of the client per event
 */
record Figures(long events, double perSecond, double cpuMicros, double bytes) {
  String toLine() {
    return events + " " + perSecond + " " + cpuMicros + " " + bytes;
  }

  static Figures ofLine(String line) {
    String[] parts = line.split(" ", -1);
    return new Figures(
        Long.parseLong(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]));
  }
}
