/** For internal use only: planning, applying and watching objects, whatever stack they are of. */
@NullMarked
package io.github.plausible4j.k8s.provision;

import org.jspecify.annotations.NullMarked;
