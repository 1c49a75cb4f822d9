/** A real registry on the loopback interface, and what fills it. */
@NullMarked
package io.github.plausible4j.k8s.registry;

import org.jspecify.annotations.NullMarked;
