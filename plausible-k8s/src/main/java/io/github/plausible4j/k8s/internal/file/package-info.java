/** Files on this machine, written as their owner expects. For internal use only. */
@NullMarked
package io.github.plausible4j.k8s.internal.file;

import org.jspecify.annotations.NullMarked;
