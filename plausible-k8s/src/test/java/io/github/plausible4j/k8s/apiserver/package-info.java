/** A small Kubernetes API server on loopback for tests, held to a real one by a shared suite. */
@NullMarked
package io.github.plausible4j.k8s.apiserver;

import org.jspecify.annotations.NullMarked;
