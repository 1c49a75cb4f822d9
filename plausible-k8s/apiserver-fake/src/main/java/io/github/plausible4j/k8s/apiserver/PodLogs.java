package io.github.plausible4j.k8s.apiserver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The logs of containers, by pod and container. */
public final class PodLogs {
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /** Sets the log of a container, for its current and its previous run. */
  public void set(String pod, String container, String text) {
    texts.put(pod + "/" + container, text);
  }

  /** The last lines of a log; all of them if {@code lines} is empty. */
  String end(String pod, String container, String lines) {
    List<String> all = texts.getOrDefault(pod + "/" + container, "").lines().toList();
    int kept = lines.isEmpty() ? all.size() : Math.min(all.size(), Integer.parseInt(lines));
    return String.join("\n", all.subList(all.size() - kept, all.size()));
  }
}
