/**
 * Objects of any kind in a cluster: read, compared, applied, watched and diagnosed. It does not
 * know what a Plausible stack is. For internal use only.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.cluster;

import org.jspecify.annotations.NullMarked;
