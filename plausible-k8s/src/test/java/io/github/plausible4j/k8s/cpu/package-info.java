@NullMarked
package io.github.plausible4j.k8s.cpu;

import org.jspecify.annotations.NullMarked;
