package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.internal.secret.SecretUsage;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks the Secrets that a stack's pods read but the stack does not create. */
final class SecretPreflight {
  private final KubeApi api;
  private final PlausibleStack stack;

  SecretPreflight(KubeApi api, PlausibleStack stack) {
    this.api = api;
    this.stack = stack;
  }

  List<PreflightFinding> check(List<HasMetadata> objects) {
    Map<String, Set<String>> keys = SecretUsage.of(objects.stream().map(api::object).toList());
    StackSecrets.of(stack).forEach(own -> keys.remove(own.name()));
    List<PreflightFinding> findings = new ArrayList<>();
    keys.forEach((name, read) -> findings.add(check(name, read)));
    return findings;
  }

  private PreflightFinding check(String name, Set<String> read) {
    ObjectRef secret = new ObjectRef("v1", "Secret", stack.namespace(), name);
    Optional<KubeObject> found;
    try {
      found = api.get(secret);
    } catch (KubeApiException e) {
      return PreflightFinding.warning(
          secret.toString(), "cannot be read: " + e.getMessage(), "check whether it exists");
    }
    Set<String> missing = new TreeSet<>(read);
    found.ifPresent(live -> live.at("/data").fieldNames().forEachRemaining(missing::remove));
    if (found.isPresent() && missing.isEmpty()) {
      return PreflightFinding.ok(secret.toString(), "exists");
    }
    return PreflightFinding.error(
        secret.toString(),
        found.isEmpty()
            ? "does not exist; pods read "
                + (read.isEmpty() ? "all keys" : String.join(", ", read))
                + " from it"
            : "has no key " + String.join(", ", missing),
        "create it before the stack, or pass the value with SecretSource.of");
  }
}
