package io.github.plausible4j.k8s.progress;

import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Duration;
import java.util.Optional;

/**
 * The progress of a workload that an apply waits for.
 *
 * @param workload the workload
 * @param ready whether the workload is ready
 * @param message what the workload is doing or what blocks it, if that is known
 * @param elapsed the time from the start of the wait until now, or until the workload became ready
 * @param unchanged the time since the message last changed
 * @param diagnosis why the workload is not ready; a cause that can be temporary is reported only
 *     after ten seconds
 */
public record WorkloadProgress(
    ObjectRef workload,
    boolean ready,
    String message,
    Duration elapsed,
    Duration unchanged,
    Optional<Diagnosis> diagnosis) {}
