package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import java.util.HashMap;
import java.util.Map;

/** The ends of the logs of containers that ended; each run of a container is asked for once. */
final class CrashLogs {
  private static final int LINES = 40;

  private final KubeApi api;
  private final Redactor redactor;
  private final Map<String, String> known = new HashMap<>();

  CrashLogs(KubeApi api, Redactor redactor) {
    this.api = api;
    this.redactor = redactor;
  }

  String of(KubeObject pod, JsonNode container, boolean previous) {
    String name = container.path("name").asText();
    int restarts = container.path("restartCount").asInt();
    String run = pod.uid() + '/' + name + '/' + restarts + (previous ? "/previous" : "");
    return known.computeIfAbsent(
        run, key -> redactor.redact(api.log(pod, name, previous, LINES)).strip());
  }
}
