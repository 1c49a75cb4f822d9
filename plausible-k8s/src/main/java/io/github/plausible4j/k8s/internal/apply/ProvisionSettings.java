package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.StackProvisioner;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** For internal use only. The settings from {@link StackProvisioner.Builder}. */
public record ProvisionSettings(
    Clock clock, Duration deadline, Duration patience, Set<String> takeOver, boolean preflight) {}
