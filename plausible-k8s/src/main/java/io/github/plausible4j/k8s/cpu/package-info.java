/** What the nodes' processors can do, read by a pod on each. For internal use only. */
@NullMarked
package io.github.plausible4j.k8s.cpu;

import org.jspecify.annotations.NullMarked;
