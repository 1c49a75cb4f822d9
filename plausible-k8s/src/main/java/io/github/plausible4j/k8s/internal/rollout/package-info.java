/**
 * Waits for workloads and finds out why they are not ready. Knows Kubernetes and the programs that
 * run in pods, but not the stack. For internal use only.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.rollout;

import org.jspecify.annotations.NullMarked;
