package io.github.plausible4j.testkit.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The proxy's process: started, counted and killed by a test. */
final class ProxyProcess implements AutoCloseable {
  private final Process process;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Map<ProxyFault, Long> faults = new EnumMap<>(ProxyFault.class);
  private final Thread reader = new Thread(this::read, "chaos-proxy-output");

  private ProxyProcess(Process process) {
    this.process = process;
  }

  static ProxyProcess start(int port, int target, long seed, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ChaosProxy.class.getName(),
                Integer.toString(port),
                Integer.toString(target),
                Long.toString(seed)));
    command.addAll(List.of(more));
    ProxyProcess proxy =
        new ProxyProcess(
            // Not this build's own, which would then wait for a proxy that is left behind.
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    proxy.reader.start();
    if (!proxy.ready.await(10, TimeUnit.MINUTES) || !proxy.process.isAlive()) {
      proxy.close();
      throw new IllegalStateException("the proxy did not start on port " + port);
    }
    return proxy;
  }

  /** Kills it as the kernel would; what it did until then. */
  Map<ProxyFault, Long> kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    reader.join();
    return faults;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("READY")) {
          ready.countDown();
        } else {
          faults.merge(ProxyFault.valueOf(line), 1L, Long::sum);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // A line that was cut by the kill.
      return;
    } finally {
      ready.countDown();
    }
  }
}
