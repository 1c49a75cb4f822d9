/** Which images and versions make up a Plausible release, and which upgrades are possible. */
@NullMarked
package io.github.plausible4j.k8s.release;

import org.jspecify.annotations.NullMarked;
