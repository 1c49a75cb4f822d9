package io.github.plausible4j.internal.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.plausible4j.internal.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that takes events as Plausible does: it answers 202, holds them in memory and appends
 * them to a file every 5 seconds. A kill loses what it holds.
 */
final class BufferingServer {
  private static final byte[] OK = {'o', 'k'};

  private final Path file;
  private final List<String> buffer = new ArrayList<>();

  private BufferingServer(Path file) {
    this.file = file;
  }

  /** Arguments: the port, and the file for the paths of pages that were written. */
  public static void main(String[] args) throws IOException {
    BufferingServer buffering = new BufferingServer(Path.of(args[1]));
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
    server.createContext("/api/event", buffering::take);
    server.setExecutor(Executors.newFixedThreadPool(8));
    ScheduledExecutorService flusher = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> unused =
        flusher.scheduleAtFixedRate(buffering::flush, 5, 5, TimeUnit.SECONDS);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String url = Json.MAPPER.readTree(exchange.getRequestBody()).path("url").asText();
      synchronized (buffer) {
        buffer.add(url);
      }
      exchange.sendResponseHeaders(202, OK.length);
      exchange.getResponseBody().write(OK);
    }
  }

  private void flush() {
    synchronized (buffer) {
      try {
        Files.write(file, buffer, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        buffer.clear();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
