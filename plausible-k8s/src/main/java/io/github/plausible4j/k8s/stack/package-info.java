/** The stack as a value: {@code PlausibleStack}, its parts and the rules they must keep. */
@NullMarked
package io.github.plausible4j.k8s.stack;

import org.jspecify.annotations.NullMarked;
