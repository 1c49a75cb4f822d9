/** Kubernetes manifests of a stack: {@code StackManifests}. */
@NullMarked
package io.github.plausible4j.k8s.render;

import org.jspecify.annotations.NullMarked;
