package io.github.plausible4j.k8s.internal.secret;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which keys of which Secrets the pods of workloads read, as files or as variables. */
public final class SecretUsage {
  private SecretUsage() {}

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
    // A volume of one Secret calls its name another way than all that else refers to one.
    String name = secret.path("name").asText(secret.path("secretName").asText());
    return keys.computeIfAbsent(name, each -> new TreeSet<>());
  }
}
