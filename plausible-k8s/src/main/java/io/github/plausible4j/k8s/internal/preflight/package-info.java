/**
 * Checks of a cluster before anything is changed in it: nodes, processors, classes, Secrets,
 * databases. For internal use only.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.preflight;

import org.jspecify.annotations.NullMarked;
