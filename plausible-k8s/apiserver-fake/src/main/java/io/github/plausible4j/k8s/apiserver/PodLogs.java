package io.github.plausible4j.k8s.apiserver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What containers wrote, by pod and container. */
public final class PodLogs {
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /** Sets what a container wrote, in its present and its previous run. */
  public void set(String pod, String container, String text) {
    texts.put(pod + "/" + container, text);
  }

  /** The last lines, as many as asked for; all where the number is empty. */
  String end(String pod, String container, String lines) {
    List<String> all = texts.getOrDefault(pod + "/" + container, "").lines().toList();
    int kept = lines.isEmpty() ? all.size() : Math.min(all.size(), Integer.parseInt(lines));
    return String.join("\n", all.subList(all.size() - kept, all.size()));
  }
}
