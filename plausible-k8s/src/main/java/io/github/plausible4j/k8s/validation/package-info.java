/** The problems that the validation of a stack reports. */
@NullMarked
package io.github.plausible4j.k8s.validation;

import org.jspecify.annotations.NullMarked;
