/** HTTP with size limits and retries. For internal use only. */
@NullMarked
package io.github.plausible4j.k8s.internal.http;

import org.jspecify.annotations.NullMarked;
