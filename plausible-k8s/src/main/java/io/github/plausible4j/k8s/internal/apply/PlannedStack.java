package io.github.plausible4j.k8s.internal.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.internal.cluster.Planner;
import io.github.plausible4j.k8s.internal.render.ManifestRenderer;
import io.github.plausible4j.k8s.internal.render.Tier;
import io.github.plausible4j.k8s.internal.rollout.Readiness;
import io.github.plausible4j.k8s.internal.rollout.Rollout;
import io.github.plausible4j.k8s.internal.secret.LiveSecrets;
import io.github.plausible4j.k8s.internal.secret.SecretPlan;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** For internal use only. A plan together with the objects that are needed to carry it out. */
public final class PlannedStack {
  private final StackSnapshot snapshot;
  private final SecretPlan secrets;
  private final Map<Tier, List<Planned>> tiers;
  private final List<Planned> leftovers;
  private final List<KubeObject> foreignSecrets = new ArrayList<>();
  private final List<Diagnosis> problems = new ArrayList<>();

  private PlannedStack(
      StackSnapshot snapshot,
      SecretPlan secrets,
      Map<Tier, List<Planned>> tiers,
      List<Planned> leftovers) {
    this.snapshot = snapshot;
    this.secrets = secrets;
    this.tiers = tiers;
    this.leftovers = leftovers;
    problems.addAll(secrets.problems());
  }

  /**
   * Plans an apply.
   *
   * @param takeOver field managers whose fields are taken over
   * @throws io.github.plausible4j.k8s.plan.ProvisioningException if the cluster does not serve a
   *     kind that the stack needs
   */
  public static PlannedStack of(KubeApi api, PlausibleStack stack, Set<String> takeOver) {
    StackSnapshot snapshot = StackSnapshot.of(api, stack);
    LiveSecrets live = new LiveSecrets(api, stack.namespace(), snapshot.live());
    SecretPlan secrets =
        SecretPlan.of(stack, live, snapshot.inventory(), snapshot.hasData(), takeOver);
    Map<ObjectRef, Tier> tierOf = new LinkedHashMap<>();
    List<KubeObject> desired = new ArrayList<>();
    for (HasMetadata object : ManifestRenderer.render(stack, live)) {
      KubeObject json = api.object(object);
      tierOf.put(json.ref(), Tier.of(object));
      desired.add(json);
    }
    Diagnoses.requireKinds(api, tierOf.keySet());
    snapshot.live().list(tierOf.keySet());
    Map<Tier, List<Planned>> tiers = new LinkedHashMap<>();
    Planner planner = new Planner(api, takeOver);
    OwnershipCheck others = new OwnershipCheck(stack);
    List<Planned> planned = others.leaveAlone(planner.plan(desired, snapshot.live()));
    for (Planned each : JobRules.apply(planned, snapshot.inventory(), stack, secrets.changed())) {
      tiers
          .computeIfAbsent(tierOf.getOrDefault(each.ref(), Tier.EXPOSURE), t -> new ArrayList<>())
          .add(each);
    }
    PlannedStack plan =
        new PlannedStack(snapshot, secrets, tiers, PrunePlan.of(snapshot, tierOf.keySet(), live));
    plan.foreignSecrets.addAll(live.foreign(desired));
    plan.problems.addAll(others.problems());
    plan.problems.addAll(NfsPathConflicts.problems(api, planned));
    planner.immovable().stream().map(Diagnoses::immovable).forEach(plan.problems::add);
    plan.problems.addAll(RunningRelease.of(snapshot).over(stack, planned).problems(stack));
    return plan;
  }

  StackSnapshot snapshot() {
    return snapshot;
  }

  SecretPlan secrets() {
    return secrets;
  }

  List<Planned> of(Tier tier) {
    return tiers.getOrDefault(tier, List.of());
  }

  /** The Secrets that the stack's pods read but the stack does not own. */
  List<KubeObject> foreignSecrets() {
    return foreignSecrets;
  }

  /** Objects that were once part of the stack. */
  List<Planned> leftovers() {
    return leftovers;
  }

  /** Why the plan cannot be carried out, conflicts included. */
  List<Diagnosis> problems() {
    List<Diagnosis> all = new ArrayList<>(problems);
    toPlan().of(Change.Action.CONFLICT).stream().map(Diagnoses::conflict).forEach(all::add);
    return all;
  }

  /** Why the plan cannot be carried out, without conflicts: those are part of the plan itself. */
  public List<Diagnosis> refusals() {
    return problems;
  }

  /** Whether the plan creates a Deployment or a StatefulSet. */
  boolean createsWorkloads() {
    return tiers.values().stream()
        .flatMap(List::stream)
        .filter(planned -> planned.action() == Action.CREATE)
        .anyMatch(planned -> isWorkload(planned.ref().kind()));
  }

  /** Whether any existing workload is not ready. */
  boolean hasUnreadyWorkloads() {
    return tiers.values().stream()
        .flatMap(List::stream)
        .map(Planned::live)
        .filter(Objects::nonNull)
        .anyMatch(live -> Rollout.waitsFor(live.kind()) && !Readiness.of(live).ready());
  }

  private static boolean isWorkload(String kind) {
    return kind.equals("Deployment") || kind.equals("StatefulSet");
  }

  /** The changes in the order in which they are made. */
  public StackPlan toPlan() {
    List<Change> changes = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      if (tier == Tier.CONFIGURATION) {
        secrets.steps().forEach(step -> changes.add(step.change()));
      }
      of(tier).forEach(planned -> changes.add(planned.change()));
    }
    leftovers.forEach(planned -> changes.add(planned.change()));
    return new StackPlan(changes);
  }
}
