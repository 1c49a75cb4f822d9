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
 * @param message what is waited for, or what is there
 * @param elapsed since it was first waited for, until it became ready
 * @param diagnosis what seems to stand in the way; what may pass is told when it has lasted ten
 *     seconds
 */
public record WorkloadProgress(
    ObjectRef workload,
    boolean ready,
    String message,
    Duration elapsed,
    Optional<Diagnosis> diagnosis) {}
