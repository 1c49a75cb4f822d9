package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plausible4j.k8s.internal.cluster.ApiErrorMessage;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.internal.render.ManifestRenderer;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.rollout.Rollout;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For internal use only. Runs all checks before a stack is applied. */
public final class PreflightChecks {
  private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)");
  private static final int OLDEST_MINOR = 25;
  private static final Duration PROBES = Duration.ofMinutes(2);
  private static final List<String> WRITES = List.of("get", "list", "create", "patch", "delete");
  private static final List<String> READS = List.of("get", "list", "watch");

  private final KubeApi api;
  private final PlausibleStack stack;
  private final List<HasMetadata> objects;
  private final List<PreflightFinding> findings = new ArrayList<>();

  private PreflightChecks(KubeApi api, PlausibleStack stack) {
    this.api = api;
    this.stack = stack;
    this.objects = ManifestRenderer.render(stack, SecretBindings.unbound());
  }

  /**
   * Runs all checks.
   *
   * @param atMost the time limit for the probes of the nodes, which take two minutes at most
   */
  public static Preflight run(KubeApi api, PlausibleStack stack, Duration atMost) {
    Duration probes = atMost.compareTo(PROBES) < 0 ? atMost : PROBES;
    PreflightChecks checks = new PreflightChecks(api, stack);
    checks.version();
    checks.kinds();
    checks.permissions();
    checks.findings.addAll(ExternalDatabaseCheck.check(stack));
    checks.findings.addAll(new ClassPreflight(api, stack, checks.objects).check());
    checks.findings.addAll(new SecretPreflight(api, stack).check(checks.objects));
    checks.nodes();
    checks.findings.addAll(new CpuPreflight(api.client(), probes).check(stack));
    return new Preflight(checks.findings);
  }

  private void nodes() {
    try {
      findings.addAll(new NodePreflight(api.client().nodes().list().getItems()).check(objects));
    } catch (KubernetesClientException e) {
      findings.add(
          PreflightFinding.warning(
              "nodes",
              "cannot be listed: " + ApiErrorMessage.of(e),
              "check whether a node is ready and large enough: kubectl get nodes"));
    }
  }

  private void version() {
    String version = api.serverVersion();
    Matcher matcher = VERSION.matcher(version);
    String subject = "server version";
    if (!matcher.find()) {
      findings.add(
          PreflightFinding.warning(
              subject, "cannot be read from \"" + version + "\"", "make sure it is 1.25 or later"));
    } else if (Integer.parseInt(matcher.group(1)) == 1
        && Integer.parseInt(matcher.group(2)) < OLDEST_MINOR) {
      findings.add(
          PreflightFinding.error(
              subject,
              version
                  + " does not validate the fields of server-side apply, which this library needs",
              "upgrade the cluster to 1.25 or later"));
    } else {
      findings.add(PreflightFinding.ok(subject, version));
    }
  }

  private void kinds() {
    for (ObjectRef key : kindsOfStack()) {
      if (api.kind(key.apiVersion(), key.kind()).isEmpty()) {
        findings.add(
            PreflightFinding.error(
                key.kind() + " of " + key.apiVersion(),
                "the cluster does not know it",
                "install the operator or the API that provides it, or choose another spec"));
      }
    }
  }

  /** One reference for each kind. */
  private List<ObjectRef> kindsOfStack() {
    Map<String, ObjectRef> kinds = new LinkedHashMap<>();
    for (HasMetadata object : objects) {
      ObjectRef key = ObjectRef.of(object);
      kinds.putIfAbsent(key.apiVersion() + key.kind(), key);
    }
    for (String kind : List.of("Secret", "ConfigMap")) {
      kinds.putIfAbsent("v1" + kind, new ObjectRef("v1", kind, stack.namespace(), ""));
    }
    return List.copyOf(kinds.values());
  }

  private void permissions() {
    Map<ResourceKind, Set<String>> needed = new LinkedHashMap<>();
    for (ObjectRef key : kindsOfStack()) {
      api.kind(key.apiVersion(), key.kind())
          .ifPresent(
              kind -> {
                need(needed, kind, WRITES);
                if (Rollout.waitsFor(kind.kind())) {
                  need(needed, kind, READS);
                }
              });
    }
    Rollout.watched().forEach(kind -> need(needed, kind, READS));
    if (objects.stream().anyMatch(StatefulSet.class::isInstance)) {
      // A broken pod of an older revision blocks the rollout of the corrected one.
      need(needed, ResourceKind.builtIn("v1", "Pod"), List.of("delete"));
    }
    int before = findings.size();
    needed.forEach(this::permissions);
    if (findings.size() == before) {
      findings.add(PreflightFinding.ok("permissions", "all that the stack needs"));
    }
  }

  private static void need(
      Map<ResourceKind, Set<String>> needed, ResourceKind kind, List<String> verbs) {
    needed.computeIfAbsent(kind, each -> new LinkedHashSet<>()).addAll(verbs);
  }

  private void permissions(ResourceKind kind, Set<String> verbs) {
    List<String> missing =
        verbs.stream().filter(verb -> !api.may(verb, kind, stack.namespace())).toList();
    if (!missing.isEmpty()) {
      String where = kind.namespaced() ? " in namespace " + stack.namespace() : "";
      String group = kind.group().isEmpty() ? "" : "." + kind.group();
      findings.add(
          PreflightFinding.error(
              "permission on " + kind.plural() + group + where,
              "the caller may not " + String.join(", ", missing),
              "bind a role with these verbs to the caller, or use another account"));
    }
  }
}
