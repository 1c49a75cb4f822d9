package io.github.plausible4j.benchmarks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The cost of the first event and the first table of statistics in a new process: the time from the
 * start of the JVM to the answer, and the CPU time of the process until then. The programs take
 * turns, and each ratio is from one round. Argument: rounds (15).
 */
public final class ColdStartBenchmark {
  /** The cost of one start. */
  record Start(double wallMillis, double cpuMillis) {}

  private ColdStartBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
    try (Child sink = Child.start(SinkServer.class)) {
      print(measure(ColdStartProgram.EVENT, sink.read(), rounds), "OkHttp", "JDK HttpClient");
    }
    HttpServer statistics = statistics();
    try {
      String url = "http://127.0.0.1:" + statistics.getAddress().getPort();
      print(
          measure(ColdStartProgram.TABLE, url, rounds),
          "OkHttp and Jackson",
          "JDK HttpClient and Jackson");
    } finally {
      statistics.stop(0);
    }
  }

  static Map<String, List<Start>> measure(List<String> programs, String url, int rounds)
      throws IOException {
    Map<String, List<Start>> starts = new LinkedHashMap<>();
    // The first round loads the files into memory.
    for (int round = 0; round <= rounds; round++) {
      for (String program : programs) {
        Start start = start(program, url);
        if (round > 0) {
          starts.computeIfAbsent(program, name -> new ArrayList<>()).add(start);
        }
      }
    }
    return starts;
  }

  private static Start start(String program, String url) throws IOException {
    long begin = System.nanoTime();
    try (Child child = Child.start(ColdStartProgram.class, program, url)) {
      double cpu = Double.parseDouble(child.read());
      return new Start((System.nanoTime() - begin) / 1e6, cpu);
    }
  }

  static HttpServer statistics() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] answer = ColdStartProgram.ANSWER.getBytes(UTF_8);
    server.createContext(
        "/api/v2/query",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
          }
        });
    server.start();
    return server;
  }

  private static void print(Map<String, List<Start>> starts, String... baselines) {
    System.out.printf(
        Locale.ROOT, "%nms, ms of CPU, CPU ÷ %s%n", String.join(", CPU ÷ ", baselines));
    starts.forEach(
        (program, all) -> {
          StringBuilder line = new StringBuilder(String.format("%-26s", program));
          line.append(text("%.0f", spread(all.size(), i -> all.get(i).wallMillis())));
          line.append(text("%.0f", spread(all.size(), i -> all.get(i).cpuMillis())));
          for (String baseline : baselines) {
            List<Start> base = starts.getOrDefault(baseline, all);
            line.append(
                text(
                    "%.2f",
                    spread(all.size(), i -> all.get(i).cpuMillis() / base.get(i).cpuMillis())));
          }
          System.out.println(line);
        });
  }

  private static String text(String format, Spread spread) {
    String whole = " | " + format + " (" + format + "-" + format + ")";
    return String.format(Locale.ROOT, whole, spread.median(), spread.low(), spread.high());
  }

  private static Spread spread(int size, IntToDoubleFunction figure) {
    return Spread.of(IntStream.range(0, size).mapToDouble(figure).toArray());
  }
}
