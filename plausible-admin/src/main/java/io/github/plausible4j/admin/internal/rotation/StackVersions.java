package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;
import java.util.Map;

/** Changes versions of a stack's secrets outside of a rotation. */
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

  /** Makes a value live. Creates a new version unless one has this value. Can be repeated. */
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
