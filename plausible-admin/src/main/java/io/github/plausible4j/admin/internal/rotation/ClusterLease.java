package io.github.plausible4j.admin.internal.rotation;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plausible4j.admin.rotation.RotationLease;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A Lease {@code <stack>-rotation} beside the stack, renewed every 15 seconds while it is held. The
 * lease of another holder has expired if this object saw no renewal for the lease duration,
 * measured with this machine's clock. If the renewal time in the lease is older than its duration,
 * watching it for {@link #WATCHED} is enough, in case the clocks differ; if it is older by two more
 * minutes, the lease has expired at once.
 */
public final class ClusterLease implements RotationLease {
  static final Duration DURATION = Duration.ofSeconds(60);
  static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(2);
  static final Duration WATCHED = Duration.ofSeconds(20);
  private static final Duration MARGIN = Duration.ofSeconds(15);
  private static final int CONFLICT = 409;

  private final KubernetesClient client;
  private final PlausibleStack stack;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private String seenVersion = "";
  private Instant seenSince = Instant.EPOCH;
  private @Nullable LeaseRenewal renewal;

  public ClusterLease(KubernetesClient client, PlausibleStack stack, Clock clock) {
    this.client = client;
    this.stack = stack;
    this.clock = clock;
  }

  @Override
  public boolean acquire(String holder) {
    lock.lock();
    try {
      boolean held = take(holder);
      if (held && renewal == null) {
        renewal = LeaseRenewal.start(DURATION.dividedBy(4), () -> renew(holder));
      }
      return held;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release(String holder) {
    lock.lock();
    try {
      abandon(holder);
      @Nullable Lease current = read();
      if (current != null && holder.equals(current.getSpec().getHolderIdentity())) {
        write(current, null);
      }
    } catch (KubernetesClientException e) {
      // The lease expires anyway, and the failure that ended the rotation must not be hidden.
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void abandon(String holder) {
    lock.lock();
    try {
      if (renewal != null) {
        renewal.stop();
        renewal = null;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Duration expiry() {
    return DURATION.plus(MARGIN);
  }

  /** A late renewal does not end the rotation: the next write to the journal checks the lease. */
  private void renew(String holder) {
    lock.lock();
    try {
      if (renewal != null) {
        take(holder);
      }
    } catch (KubernetesClientException e) {
      // The next scheduled renewal tries again.
    } finally {
      lock.unlock();
    }
  }

  private boolean take(String holder) {
    @Nullable Lease current = read();
    if (current == null) {
      return write(null, holder);
    }
    @Nullable String other = current.getSpec().getHolderIdentity();
    if (other != null && !other.isEmpty() && !other.equals(holder) && !hasExpired(current)) {
      return false;
    }
    return write(current, holder);
  }

  private boolean hasExpired(Lease lease) {
    Instant now = clock.instant();
    String version = lease.getMetadata().getResourceVersion();
    if (!version.equals(seenVersion)) {
      seenVersion = version;
      seenSince = now;
    }
    LeaseSpec spec = lease.getSpec();
    Duration duration =
        spec.getLeaseDurationSeconds() == null
            ? DURATION
            : Duration.ofSeconds(spec.getLeaseDurationSeconds());
    ZonedDateTime renewed = spec.getRenewTime();
    if (renewed == null || !now.isBefore(seenSince.plus(duration))) {
      return true;
    }
    Instant end = renewed.toInstant().plus(duration);
    return (now.isAfter(end) && !now.isBefore(seenSince.plus(WATCHED)))
        || now.isAfter(end.plus(CLOCK_DIFFERENCE));
  }

  private @Nullable Lease read() {
    return client.leases().inNamespace(stack.namespace()).withName(name()).get();
  }

  /** Writes the lease; a null holder releases it. */
  private boolean write(@Nullable Lease before, @Nullable String holder) {
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    LeaseSpec old = before == null ? new LeaseSpec() : before.getSpec();
    boolean stays = holder != null && holder.equals(old.getHolderIdentity());
    int transitions = old.getLeaseTransitions() == null ? 0 : old.getLeaseTransitions();
    Lease lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(name())
            .withNamespace(stack.namespace())
            .addToLabels("app.kubernetes.io/instance", stack.name())
            .addToLabels("app.kubernetes.io/part-of", "plausible")
            .withResourceVersion(before == null ? null : before.getMetadata().getResourceVersion())
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(holder)
            .withLeaseDurationSeconds((int) DURATION.toSeconds())
            .withAcquireTime(stays ? old.getAcquireTime() : now)
            .withRenewTime(now)
            .withLeaseTransitions(stays || holder == null ? transitions : transitions + 1)
            .endSpec()
            .build();
    try {
      var resource = client.resource(lease);
      if (before == null) {
        resource.create();
      } else {
        resource.update();
      }
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private String name() {
    return stack.name() + "-rotation";
  }
}
