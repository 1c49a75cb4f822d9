package io.github.plausible4j.k8s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.internal.apply.Diagnoses;
import io.github.plausible4j.k8s.internal.apply.PlannedStack;
import io.github.plausible4j.k8s.internal.apply.ProvisionSettings;
import io.github.plausible4j.k8s.internal.apply.SafeListener;
import io.github.plausible4j.k8s.internal.apply.StackApply;
import io.github.plausible4j.k8s.internal.apply.StackInspection;
import io.github.plausible4j.k8s.internal.apply.StackRemoval;
import io.github.plausible4j.k8s.internal.cluster.ConnectionCheck;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.preflight.PreflightChecks;
import io.github.plausible4j.k8s.internal.render.Tier;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.plan.StackStatus;
import io.github.plausible4j.k8s.progress.ApplyResult;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Brings a {@link PlausibleStack} into a cluster, keeps it there, tells how it is and takes it away
 * again. Every call can be repeated: what is as it should be is left alone, and what an interrupted
 * call left undone the next one does.
 *
 * <p>Objects are written by server-side apply under the field manager {@value #FIELD_MANAGER},
 * never by force. An apply deletes only what the inventory records as the stack's, a removal what
 * carries the stack's labels. Thread-safe; the client stays the caller's. Each call throws {@link
 * ProvisioningException} with what prevents it; where no API server answers at all, within six
 * seconds.
 */
public final class StackProvisioner {
  /** The name under which fields of objects are owned. */
  public static final String FIELD_MANAGER = KubeApi.FIELD_MANAGER;

  private static final int CONNECTIONS_FOR_HTTP_WATCHES = 16;

  private final KubeApi api;
  private final ConnectionCheck contact;
  private final ProvisionSettings settings;

  private StackProvisioner(Builder builder) {
    this.api = new KubeApi(builder.client);
    this.contact = new ConnectionCheck(builder.client, builder.firstAnswer);
    this.settings =
        new ProvisionSettings(
            builder.clock,
            builder.deadline,
            builder.patience,
            Set.copyOf(builder.takeOver),
            builder.preflight);
  }

  /** A provisioner with the defaults of {@link Builder}. */
  public static StackProvisioner of(KubernetesClient client) {
    return builder(client).build();
  }

  /** A provisioner with other settings. */
  public static Builder builder(KubernetesClient client) {
    return new Builder(client);
  }

  /** Looks whether the cluster can take the stack; changes nothing that stays. */
  public Preflight preflight(PlausibleStack stack) {
    return guarded(stack, () -> PreflightChecks.run(api, stack, settings.deadline()));
  }

  /**
   * Finds out what applying would do. A conflict is part of the plan; what makes a plan pointless,
   * such as lost Secrets of data that are there, or a release that cannot follow, is an exception.
   */
  public StackPlan plan(PlausibleStack stack) {
    return guarded(
        stack,
        () -> {
          PlannedStack planned = PlannedStack.of(api, stack, settings.takeOver());
          if (!planned.refusals().isEmpty()) {
            throw new ProvisioningException(planned.refusals());
          }
          return planned.toPlan();
        });
  }

  /** As {@link #apply(PlausibleStack, ProvisionListener)}, in silence. */
  public ApplyResult apply(PlausibleStack stack) {
    return apply(stack, ProvisionListener.none());
  }

  /**
   * Makes the cluster have the stack and waits until it works. Blocks for at most the deadline of
   * {@link Builder#deadline}; gives up at once where waiting cannot help. An interrupt ends the
   * wait, with the thread's flag set.
   */
  public ApplyResult apply(PlausibleStack stack, ProvisionListener listener) {
    return apply(stack, listener, Tier.EXPOSURE);
  }

  /**
   * Makes the cluster have the stack's namespace, Secrets, volumes and databases, and waits until
   * these work. No migration runs and no Plausible starts, so that a backup can be restored first;
   * {@link #apply(PlausibleStack, ProvisionListener)} does the rest. The result's plan has all
   * changes, also those that are left.
   */
  public ApplyResult applyDatabases(PlausibleStack stack, ProvisionListener listener) {
    return apply(stack, listener, Tier.DATABASES);
  }

  private ApplyResult apply(PlausibleStack stack, ProvisionListener listener, Tier last) {
    Objects.requireNonNull(listener, "listener");
    SafeListener guarded = new SafeListener(listener);
    guarded.connecting(contact.server());
    try {
      ApplyResult result =
          guarded(stack, () -> new StackApply(api, settings, stack, guarded, last).run());
      guarded.finished(result);
      return result;
    } catch (ProvisioningException failure) {
      guarded.failed(failure);
      throw failure;
    }
  }

  /** How the stack is now; waits for nothing. */
  public StackStatus status(PlausibleStack stack) {
    return guarded(stack, () -> StackInspection.of(api, stack));
  }

  /**
   * Takes the stack away and waits until its pods are gone, and its namespace where that goes too.
   *
   * @return what was deleted and what was kept
   */
  public StackPlan destroy(PlausibleStack stack, Retention retention) {
    Objects.requireNonNull(retention, "retention");
    return guarded(stack, () -> new StackRemoval(api, settings, stack, retention).run());
  }

  private <T> T guarded(PlausibleStack stack, Supplier<T> action) {
    Objects.requireNonNull(stack, "stack");
    ObjectRef namespace = new ObjectRef("v1", "Namespace", "", stack.namespace());
    try {
      contact
          .failure()
          .ifPresent(
              failure -> {
                throw Diagnoses.unreachable(failure, namespace);
              });
      return action.get();
    } catch (KubeApiException failure) {
      throw Diagnoses.of(failure, namespace);
    }
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {
    private final KubernetesClient client;
    private final Set<String> takeOver = new TreeSet<>();
    private Duration deadline = Duration.ofMinutes(15);
    private Duration patience = Duration.ofMinutes(2);
    private Duration firstAnswer = Duration.ofSeconds(15);
    private boolean preflight = true;
    private Clock clock = Clock.systemUTC();

    private Builder(KubernetesClient client) {
      this.client = Objects.requireNonNull(client, "client");
      Config config = client.getConfiguration();
      if (config.isOnlyHttpWatches()
          && config.getMaxConcurrentRequestsPerHost() < CONNECTIONS_FOR_HTTP_WATCHES) {
        throw new IllegalArgumentException(
            "the client's maxConcurrentRequestsPerHost is "
                + config.getMaxConcurrentRequestsPerHost()
                + ", and with onlyHttpWatches each watch takes one; set it to "
                + CONNECTIONS_FOR_HTTP_WATCHES
                + " or more");
      }
    }

    /**
     * Sets how long an apply may take, from its start to everything being ready. Default 15 min.
     */
    public Builder deadline(Duration deadline) {
      this.deadline = positive(deadline, "deadline");
      return this;
    }

    /**
     * Sets how long a cause may last that can pass by itself, such as a full node, before it ends
     * the wait. Default 2 min.
     */
    public Builder patience(Duration patience) {
      this.patience = Objects.requireNonNull(patience, "patience");
      return this;
    }

    /**
     * Sets how long the API server may take for its first answer before it is reported as one that
     * does not answer. Default 15 s, which a board that has just started may need.
     */
    public Builder firstAnswer(Duration firstAnswer) {
      this.firstAnswer = positive(firstAnswer, "firstAnswer");
      return this;
    }

    /**
     * Names a field manager, such as {@code kubectl-client-side-apply}, whose fields are taken over
     * where they have other values. Default none: what others set is a conflict.
     */
    public Builder takeOver(String manager) {
      takeOver.add(Objects.requireNonNull(manager, "manager"));
      return this;
    }

    /** Whether an apply that creates workloads looks at the cluster first. Default true. */
    public Builder preflight(boolean preflight) {
      this.preflight = preflight;
      return this;
    }

    Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** Makes the provisioner. */
    public StackProvisioner build() {
      return new StackProvisioner(this);
    }

    private static Duration positive(Duration value, String name) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(
            name + " is " + value + ", but must be longer than zero; try Duration.ofMinutes(1)");
      }
      return value;
    }
  }
}
