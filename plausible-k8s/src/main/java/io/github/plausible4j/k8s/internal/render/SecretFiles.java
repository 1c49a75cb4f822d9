package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Projects keys of Secrets as files into one directory, so that no secret is in the environment.
 */
public final class SecretFiles {
  /** Readable by every user of the container. Only the pod can see the volume. */
  public static final int MODE = 0444;

  private SecretFiles() {}

  /**
   * A key as a file.
   *
   * @param file the name of the file
   * @param secretName the name of the live Secret
   * @param key the key of the Secret
   */
  record SecretFile(String file, String secretName, String key) {}

  /**
   * The file for a key of one of the stack's own Secrets, or of the existing one that the source
   * names.
   */
  static SecretFile file(
      Rendering rendering, String file, String role, String key, SecretSource source) {
    SecretFile own =
        new SecretFile(file, rendering.secrets().liveName(rendering.stack().named(role)), key);
    return source.match(
        generated -> own,
        existing -> new SecretFile(file, existing.secretName(), existing.key()),
        supplied -> own);
  }

  /** The file for a key that is always in one of the stack's own Secrets. */
  static SecretFile own(Rendering rendering, String file, String role, String key) {
    return file(rendering, file, role, key, SecretSource.generated());
  }

  static Volume volume(String name, List<SecretFile> files) {
    return Workloads.projectedVolume(name, projections(files));
  }

  static List<VolumeProjection> projections(List<SecretFile> files) {
    Map<String, List<KeyToPath>> bySecret = new TreeMap<>();
    for (SecretFile file : files) {
      bySecret
          .computeIfAbsent(file.secretName(), name -> new ArrayList<>())
          .add(new KeyToPath(file.key(), null, file.file()));
    }
    List<VolumeProjection> projections = new ArrayList<>();
    bySecret.forEach(
        (secret, items) -> {
          VolumeProjection projection = new VolumeProjection();
          projection.setSecret(new SecretProjection(items, secret, null));
          projections.add(projection);
        });
    return projections;
  }
}
