package io.github.plausible4j.k8s.apiserver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What containers wrote, by pod and container. */
public final class PodLogs {
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /** Sets what a container wrote, in its present and its previous run. */
  public void set(String pod, String container, String text) {
    texts.put(pod + "/" + container, text);
  }

  String get(String pod, String container) {
    return texts.getOrDefault(pod + "/" + container, "");
  }
}
