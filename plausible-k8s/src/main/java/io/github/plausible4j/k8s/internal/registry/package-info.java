/**
 * A client of container registries: authentication, manifests, platforms. For internal use only.
 */
@NullMarked
package io.github.plausible4j.k8s.internal.registry;

import org.jspecify.annotations.NullMarked;
