package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;
import java.util.Map;

/** Versions of a stack's secrets, for what is no rotation and changes them as one does. */
public final class StackVersions {
  private final ClusterStackControl control;

  public StackVersions(ClusterStackControl control) {
    this.control = control;
  }

  public boolean isOwn(StackSecret secret) {
    return control
        .liveVersion(secret)
        .filter(version -> !version.equals(ClusterStackControl.NOT_OWN))
        .isPresent();
  }

  /** Makes a value live, as a new version unless there is one with it. Can be repeated. */
  public void makeLive(StackSecret secret, String key, SecretValue value) {
    List<String> versions = control.versions(secret);
    String version =
        versions.stream()
            .filter(
                each ->
                    control
                        .read(secret, each)
                        .filter(values -> values.containsValue(value))
                        .isPresent())
            .findFirst()
            .orElseGet(() -> VersionNames.next(versions));
    control.create(secret, version, Map.of(key, value));
    control.makeLive(secret, version);
  }
}
