/** What is wrong with a stack, as values. */
@NullMarked
package io.github.plausible4j.k8s.validation;

import org.jspecify.annotations.NullMarked;
