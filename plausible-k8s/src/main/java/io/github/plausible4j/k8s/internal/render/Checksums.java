package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Annotations of a pod template that change with the ConfigMaps and Secrets that the pod reads. The
 * workload then replaces the pod, which Kubernetes does not do by itself.
 */
public final class Checksums {
  public static final String CONFIG = "plausible4j.io/config-sha256";
  public static final String SECRETS = "plausible4j.io/secrets-sha256";

  private Checksums() {}

  /**
   * The annotations for a pod that reads the given ConfigMaps and the Secrets that its spec names.
   */
  static Map<String, String> of(PodSpec pod, SecretBindings bindings, ConfigMap... configMaps) {
    Map<String, String> annotations = new TreeMap<>();
    if (configMaps.length > 0) {
      annotations.put(CONFIG, ofConfigMaps(List.of(configMaps)));
    }
    Set<String> secrets = secretsOf(pod);
    if (!secrets.isEmpty()) {
      StringBuilder content = new StringBuilder();
      for (String secret : secrets) {
        content.append(secret).append('=').append(bindings.digest(secret).orElse("")).append('\n');
      }
      annotations.put(SECRETS, SecretEntry.sha256Hex(content.toString()));
    }
    return annotations;
  }

  private static String ofConfigMaps(Collection<ConfigMap> configMaps) {
    StringBuilder content = new StringBuilder();
    for (ConfigMap configMap : configMaps) {
      content.append(configMap.getMetadata().getName()).append('\n');
      new TreeMap<>(configMap.getData())
          .forEach(
              (key, value) ->
                  content
                      .append(key)
                      .append('=')
                      .append(value.length())
                      .append('\n')
                      .append(value)
                      .append('\n'));
    }
    return SecretEntry.sha256Hex(content.toString());
  }

  /** The names of all Secrets that a pod mounts or has in its environment. */
  static Set<String> secretsOf(PodSpec pod) {
    Set<String> secrets = new TreeSet<>();
    for (Volume volume : pod.getVolumes()) {
      if (volume.getSecret() != null) {
        secrets.add(volume.getSecret().getSecretName());
      }
      if (volume.getProjected() != null) {
        for (VolumeProjection source : volume.getProjected().getSources()) {
          if (source.getSecret() != null) {
            secrets.add(source.getSecret().getName());
          }
        }
      }
    }
    List<Container> containers = new ArrayList<>(pod.getInitContainers());
    containers.addAll(pod.getContainers());
    for (Container container : containers) {
      for (EnvVar variable : container.getEnv()) {
        if (variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null) {
          secrets.add(variable.getValueFrom().getSecretKeyRef().getName());
        }
      }
      for (EnvFromSource source : container.getEnvFrom()) {
        if (source.getSecretRef() != null) {
          secrets.add(source.getSecretRef().getName());
        }
      }
    }
    return secrets;
  }
}
