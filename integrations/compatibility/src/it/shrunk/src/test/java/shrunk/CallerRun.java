package shrunk;

import io.github.plausible4j.testkit.PlausibleServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs the shrunk program against a test server, which is not shrunk. */
public final class CallerRun {
  private CallerRun() {}

  /**
   * Throws unless the program counted its event and read it.
   *
   * @param args the shrunk jar
   */
  public static void main(String[] args) throws Exception {
    try (PlausibleServer server = PlausibleServer.forSites("a.example")) {
      Process caller =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  args[0],
                  "shrunk.Caller",
                  server.url(),
                  server.apiKey())
              .redirectErrorStream(true)
              .start();
      String output =
          new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      System.out.println(output);
      if (caller.waitFor() != 0 || !output.contains("/first,1,1") || server.events().size() != 1) {
        throw new AssertionError("the shrunk program failed; the server has " + server.events());
      }
    }
  }
}
