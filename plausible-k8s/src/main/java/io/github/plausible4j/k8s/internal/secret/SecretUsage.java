package io.github.plausible4j.k8s.internal.secret;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the Secrets and keys that the pods of workloads read, as files or as variables. */
public final class SecretUsage {
  private SecretUsage() {}

  /**
   * Returns the keys by the name of the Secret; without keys if pods only read the whole Secret.
   */
  public static Map<String, Set<String>> of(Collection<KubeObject> workloads) {
    Map<String, Set<String>> keys = new TreeMap<>();
    for (KubeObject workload : workloads) {
      JsonNode pod = workload.at("/spec/template/spec");
      for (JsonNode secret : pod.findValues("secret")) {
        Set<String> read = read(keys, secret);
        secret.path("items").forEach(item -> read.add(item.path("key").asText()));
      }
      pod.findValues("secretRef").forEach(secret -> read(keys, secret));
      pod.findValues("secretKeyRef")
          .forEach(secret -> read(keys, secret).add(secret.path("key").asText()));
    }
    return keys;
  }

  private static Set<String> read(Map<String, Set<String>> keys, JsonNode secret) {
    // A Secret volume has "secretName"; all other references have "name".
    String name = secret.path("name").asText(secret.path("secretName").asText());
    return keys.computeIfAbsent(name, each -> new TreeSet<>());
  }
}
