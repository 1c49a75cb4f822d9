/** The description of a stack: {@code PlausibleStack} and its parts. */
@NullMarked
package io.github.plausible4j.k8s.stack;

import org.jspecify.annotations.NullMarked;
