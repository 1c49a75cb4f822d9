@NullMarked
package io.github.plausible4j.k8s;

import org.jspecify.annotations.NullMarked;
