package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the last lines of container logs, without secret values. The log of a run that has ended is
 * read once, that of a current run every few seconds.
 */
final class ContainerLogs {
  /** Reads the end of a log; returns an empty text if there is none. */
  interface Reader {
    String read(KubeObject pod, String container, boolean previous, int lines);
  }

  private static final int LINES = 40;
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Reader reader;
  private final Redactor redactor;
  private final Clock clock;
  private final Map<String, Log> known = new HashMap<>();

  private record Log(List<String> lines, Instant read) {}

  ContainerLogs(Reader reader, Redactor redactor, Clock clock) {
    this.reader = reader;
    this.redactor = redactor;
    this.clock = clock;
  }

  /** The log of the run that ended last. */
  List<String> ended(KubeObject pod, JsonNode container) {
    boolean previous = container.at("/state/terminated").isMissingNode();
    String end =
        container.at((previous ? "/lastState" : "/state") + "/terminated/finishedAt").asText();
    String run = run(pod, container) + (previous ? "/previous/" : "/ended/") + end;
    return known.computeIfAbsent(run, key -> read(pod, container, previous)).lines();
  }

  /** The log of the current run. */
  List<String> running(KubeObject pod, JsonNode container) {
    String run = run(pod, container);
    Log log = known.get(run);
    if (log == null || log.read().plus(FRESH).isBefore(clock.instant())) {
      log = read(pod, container, false);
      known.put(run, log);
    }
    return log.lines();
  }

  private static String run(KubeObject pod, JsonNode container) {
    return pod.uid() + '/' + container.path("name").asText() + '/' + container.path("restartCount");
  }

  private Log read(KubeObject pod, JsonNode container, boolean previous) {
    String text = reader.read(pod, container.path("name").asText(), previous, LINES);
    return new Log(LogFailures.lines(redactor.redact(text).strip()), clock.instant());
  }
}
