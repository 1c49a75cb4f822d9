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
 * Applies a {@link PlausibleStack} to a cluster, updates it, reports its status and removes it.
 * Every call can be repeated: objects that are up to date are not changed, and the next call
 * completes what an interrupted call left undone.
 *
 * <p>Objects are written by server-side apply with the field manager {@value #FIELD_MANAGER}, never
 * by force. An apply deletes only objects that the inventory records; a removal deletes only
 * objects with the stack's labels. Thread-safe. The provisioner does not close the client. Each
 * call throws {@link ProvisioningException} with the reasons if it cannot succeed; if no API server
 * answers, after the time of {@link Builder#firstAnswer} at the latest.
 */
public final class StackProvisioner {
  /** The name of the field manager that owns the fields of the objects. */
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

  /** Creates a provisioner with the default settings. */
  public static StackProvisioner of(KubernetesClient client) {
    return builder(client).build();
  }

  /** Creates a builder, for other settings. */
  public static Builder builder(KubernetesClient client) {
    return new Builder(client);
  }

  /** Checks whether the cluster can run the stack. Leaves no changes in the cluster. */
  public Preflight preflight(PlausibleStack stack) {
    return guarded(stack, () -> PreflightChecks.run(api, stack, settings.deadline()));
  }

  /**
   * Finds out what an apply would do. Conflicts are part of the plan.
   *
   * @throws ProvisioningException if the stack cannot be applied, for example because the Secrets
   *     of existing data are lost, or because the release cannot take over the data
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

  /**
   * Throws what an apply would throw before it changes anything: conflicts, what makes a plan
   * pointless, and what the preflight refuses, unless it is turned off. Changes nothing that stays.
   */
  public StackPlan check(PlausibleStack stack) {
    return guarded(
        stack,
        () ->
            new StackApply(api, settings, stack, new SafeListener(ProvisionListener.none()))
                .check()
                .toPlan());
  }

  /** Like {@link #apply(PlausibleStack, ProvisionListener)}, without a listener. */
  public ApplyResult apply(PlausibleStack stack) {
    return apply(stack, ProvisionListener.none());
  }

  /**
   * Applies the stack to the cluster and waits until it works. Blocks for at most the time of
   * {@link Builder#deadline}, and gives up at once if waiting cannot help. An interrupt ends the
   * wait; the thread's interrupt flag stays set.
   */
  public ApplyResult apply(PlausibleStack stack, ProvisionListener listener) {
    return apply(stack, listener, Tier.EXPOSURE);
  }

  /**
   * Applies the stack's namespace, Secrets, volumes and databases, and waits until they work. No
   * migration runs and Plausible does not start, so that a backup can be restored first. {@link
   * #apply(PlausibleStack, ProvisionListener)} does the rest. The plan of the result has all
   * changes, including those that are left.
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

  /** Returns the current status of the stack, without waiting. */
  public StackStatus status(PlausibleStack stack) {
    return guarded(stack, () -> StackInspection.of(api, stack));
  }

  /**
   * Removes the stack and waits until its pods are gone, and its namespace if that is deleted, too.
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

  /** Builds a {@link StackProvisioner}. Not thread-safe. */
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
     * Sets how long an apply may take until everything is ready. Must be positive. Default 15 min.
     */
    public Builder deadline(Duration deadline) {
      this.deadline = positive(deadline, "deadline");
      return this;
    }

    /**
     * Sets how long an apply waits for a problem that may resolve itself, such as a full node,
     * before it gives up. Default 2 min.
     */
    public Builder patience(Duration patience) {
      this.patience = Objects.requireNonNull(patience, "patience");
      return this;
    }

    /**
     * Sets how long each call waits for the first answer of the API server before it fails. Must be
     * positive. Default 15 s, which a board that has just started may need.
     */
    public Builder firstAnswer(Duration firstAnswer) {
      this.firstAnswer = positive(firstAnswer, "firstAnswer");
      return this;
    }

    /**
     * Adds a field manager, such as {@code kubectl-client-side-apply}, whose fields are taken over
     * if they have other values. By default no manager is taken over from, and fields that others
     * set are conflicts.
     */
    public Builder takeOver(String manager) {
      takeOver.add(Objects.requireNonNull(manager, "manager"));
      return this;
    }

    /**
     * Sets whether an apply that creates workloads runs the checks of {@link
     * StackProvisioner#preflight} first. Default true.
     */
    public Builder preflight(boolean preflight) {
      this.preflight = preflight;
      return this;
    }

    Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** Builds the provisioner. */
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
