/**
 * Renders a stack as Kubernetes objects, with one class for each component. {@code StackManifests}
 * is the entry point. For internal use only.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.render;

import org.jspecify.annotations.NullMarked;
