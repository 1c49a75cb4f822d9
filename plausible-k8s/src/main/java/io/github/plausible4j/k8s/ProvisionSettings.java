package io.github.plausible4j.k8s;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** What {@link StackProvisioner.Builder} collects. */
record ProvisionSettings(
    Clock clock, Duration deadline, Duration patience, Set<String> takeOver, boolean preflight) {}
