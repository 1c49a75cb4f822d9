package io.github.plausible4j.k8s.internal.apply;

import io.fabric8.kubernetes.api.model.Secret;
import io.github.plausible4j.k8s.internal.cluster.Applier;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.Planned;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import io.github.plausible4j.k8s.internal.preflight.PreflightChecks;
import io.github.plausible4j.k8s.internal.render.Tier;
import io.github.plausible4j.k8s.internal.rollout.Finding;
import io.github.plausible4j.k8s.internal.rollout.Rollout;
import io.github.plausible4j.k8s.internal.secret.LiveSecrets;
import io.github.plausible4j.k8s.internal.secret.SecretPlan;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.progress.ApplyResult;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.progress.WorkloadProgress;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For internal use only. Applies a stack tier by tier, and waits for the workloads of each tier
 * before the next one. For a single use.
 */
public final class StackApply {
  private final KubeApi api;
  private final Applier applier;
  private final ProvisionSettings settings;
  private final PlausibleStack stack;
  private final ProvisionListener listener;
  private final Instant start;
  private final Tier last;
  private final List<KubeObject> waitedFor = new ArrayList<>();
  private final Map<ObjectRef, Instant> since = new HashMap<>();
  private final Map<ObjectRef, Duration> readyAfter = new HashMap<>();
  private final Map<ObjectRef, LastMessage> lastMessages = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final Rollout.Observer observer =
      new Rollout.Observer() {
        @Override
        public void progress(List<Rollout.Progress> progress) {
          tell(progress);
        }

        @Override
        public void restarted(Change pod) {
          listener.applied(pod);
        }
      };

  /** The last message about a workload, and when it was first reported. */
  private record LastMessage(String message, Instant since) {}

  public StackApply(
      KubeApi api, ProvisionSettings settings, PlausibleStack stack, ProvisionListener listener) {
    this(api, settings, stack, listener, Tier.EXPOSURE);
  }

  /** Stops after the given tier, like an apply that is interrupted there. */
  public StackApply(
      KubeApi api,
      ProvisionSettings settings,
      PlausibleStack stack,
      ProvisionListener listener,
      Tier last) {
    this.api = api;
    this.applier = new Applier(api);
    this.settings = settings;
    this.stack = stack;
    this.listener = listener;
    this.start = settings.clock().instant();
    this.last = last;
  }

  /**
   * Applies the stack.
   *
   * @throws ProvisioningException if the plan cannot be carried out, the preflight fails, the API
   *     server refuses a change, or a workload does not become ready
   */
  public ApplyResult run() {
    PlannedStack planned = check();
    StackPlan plan = planned.toPlan();
    InventoryRecord record = new InventoryRecord(api, planned.snapshot());
    apply(planned, record);
    LiveSecrets secrets = new LiveSecrets(api, stack.namespace(), planned.snapshot().live());
    return new ApplyResult(plan, warnings, AccessHints.of(stack, secrets), elapsed());
  }

  /** Plans, and throws what stands in the way; nothing is changed by then. */
  public PlannedStack check() {
    PlannedStack planned = PlannedStack.of(api, stack, settings.takeOver());
    listener.planned(planned.toPlan());
    if (!planned.problems().isEmpty()) {
      throw new ProvisioningException(planned.problems());
    }
    if (settings.preflight() && planned.createsWorkloads()) {
      preflight();
    }
    return planned;
  }

  private void preflight() {
    listener.preflightStarts();
    Preflight preflight = PreflightChecks.run(api, stack, settings.deadline().minus(elapsed()));
    listener.preflight(preflight);
    if (!preflight.passed()) {
      throw new ProvisioningException(preflight.errors().stream().map(this::unfit).toList());
    }
  }

  private Diagnosis unfit(PreflightFinding finding) {
    return new Diagnosis(
        new ObjectRef("v1", "Namespace", "", stack.namespace()),
        finding.subject() + ": " + finding.message(),
        List.of(),
        finding.remedy());
  }

  private void apply(PlannedStack planned, InventoryRecord record) {
    Rollout.Patience patience =
        new Rollout.Patience(
            settings.clock(), start.plus(settings.deadline()), settings.patience());
    Redactor redactor = new Redactor(secretsOf(planned));
    try (Rollout rollout = new Rollout(api, stack.namespace(), redactor, patience)) {
      if (planned.hasUnreadyWorkloads()) {
        rollout.rememberStuckPods();
      }
      for (Tier tier : Tier.values()) {
        if (tier == Tier.CONFIGURATION) {
          intend(planned, record);
          planned.secrets().steps().forEach(step -> write(step, record));
          record.save(); // so that a later apply notices a lost Secret, however this one ends
        }
        if (tier == Tier.MIGRATION) {
          record.runs(stack);
          record.save();
        }
        for (Planned each : planned.of(tier)) {
          write(each, record);
        }
        if (tier != Tier.VOLUMES) {
          await(rollout, record);
        }
        if (tier == last) {
          break;
        }
      }
    }
    if (last == Tier.EXPOSURE) {
      removeLeftovers(planned, record);
    }
    record.save();
  }

  private void removeLeftovers(PlannedStack planned, InventoryRecord record) {
    for (Planned leftover : planned.leftovers()) {
      write(leftover, record);
      if (leftover.action() == Action.PRUNE) {
        record.forget(leftover.ref());
      }
    }
  }

  /** Writes the record before the objects in it, and after the namespace that it needs. */
  private static void intend(PlannedStack planned, InventoryRecord record) {
    for (Tier tier : Tier.values()) {
      for (Planned each : planned.of(tier)) {
        record.intend(each.ref());
      }
    }
    planned.secrets().found().forEach(record::confirm);
    record.save();
  }

  private List<KubeObject> secretsOf(PlannedStack planned) {
    List<KubeObject> secrets = new ArrayList<>(planned.snapshot().live().all());
    secrets.addAll(planned.foreignSecrets());
    planned.secrets().steps().stream()
        .flatMap(step -> step.secret().stream())
        .map(api::object)
        .forEach(secrets::add);
    return secrets;
  }

  private void write(SecretPlan.Step step, InventoryRecord record) {
    Optional<Secret> secret = step.secret();
    if (secret.isEmpty()) {
      return;
    }
    KubeObject object = api.object(secret.get());
    try {
      if (step.change().action() == Change.Action.CREATE) {
        record.confirm(
            api.create(object).orElseThrow(() -> Diagnoses.raced(step.change().object())));
      } else {
        // The Secret was created by a plain POST, which counts as another owner of the same name.
        applier.apply(Planned.forced(object)).object().ifPresent(record::confirm);
      }
    } catch (KubeApiException failure) {
      throw Diagnoses.of(failure, step.change().object());
    }
    listener.applied(step.change());
  }

  private void write(Planned planned, InventoryRecord record) {
    Change change = planned.change();
    try {
      Applier.Outcome outcome = applier.apply(planned);
      outcome.object().ifPresent(record::confirm);
      outcome
          .object()
          .filter(object -> Rollout.waitsFor(object.kind()))
          .filter(object -> planned.action() != Action.KEEP)
          .ifPresent(waitedFor::add);
      for (String warning : outcome.warnings()) {
        warnings.add(change.object() + ": " + warning);
        listener.warned(change.object(), warning);
      }
    } catch (KubeApiException failure) {
      throw Diagnoses.of(failure, change.object());
    }
    if (change.changesSomething()) {
      listener.applied(change);
    }
  }

  private void await(Rollout rollout, InventoryRecord record) {
    if (waitedFor.isEmpty()) {
      return;
    }
    List<Finding> findings = rollout.await(waitedFor, observer);
    if (!findings.isEmpty()) {
      throw new ProvisioningException(findings.stream().map(Finding::diagnosis).toList());
    }
    waitedFor.stream()
        .map(KubeObject::ref)
        .filter(key -> key.kind().equals("Job"))
        .forEach(record::done);
    waitedFor.clear();
  }

  private void tell(List<Rollout.Progress> progress) {
    Instant now = settings.clock().instant();
    listener.progress(progress.stream().map(each -> progress(each, now)).toList());
  }

  /** The time shown for a workload stops when it is ready. */
  private WorkloadProgress progress(Rollout.Progress each, Instant now) {
    ObjectRef workload = each.workload();
    Duration waited = Duration.between(since.computeIfAbsent(workload, key -> now), now);
    if (!each.ready()) {
      readyAfter.remove(workload);
    }
    LastMessage before = lastMessages.get(workload);
    LastMessage last =
        before != null && before.message().equals(each.message())
            ? before
            : new LastMessage(each.message(), now);
    lastMessages.put(workload, last);
    return new WorkloadProgress(
        workload,
        each.ready(),
        each.message(),
        each.ready() ? readyAfter.computeIfAbsent(workload, key -> waited) : waited,
        Duration.between(last.since(), now),
        each.finding().map(Finding::diagnosis));
  }

  private Duration elapsed() {
    return Duration.between(start, settings.clock().instant());
  }
}
