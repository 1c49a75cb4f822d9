/** DNS records for a stack's tunnel. */
@NullMarked
package io.github.plausible4j.k8s.dns;

import org.jspecify.annotations.NullMarked;
