package io.github.plausible4j.k8s.progress;

import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Duration;
import java.util.Optional;

/**
 * How a workload is doing while it is waited for.
 *
 * @param workload which one
 * @param ready whether there is nothing left to wait for
 * @param message what it is doing or what is in its way, as far as that is known
 * @param elapsed since it was first waited for, until it became ready
 * @param unchanged for how long the message has been the same
 * @param diagnosis why it is not ready; a cause that may pass by itself only after ten seconds
 */
public record WorkloadProgress(
    ObjectRef workload,
    boolean ready,
    String message,
    Duration elapsed,
    Duration unchanged,
    Optional<Diagnosis> diagnosis) {}
