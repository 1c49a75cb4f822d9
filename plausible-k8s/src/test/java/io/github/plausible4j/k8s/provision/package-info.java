@NullMarked
package io.github.plausible4j.k8s.provision;

import org.jspecify.annotations.NullMarked;
