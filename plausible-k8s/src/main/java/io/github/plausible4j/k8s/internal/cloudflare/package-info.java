/** Cloudflare's API for DNS records. For internal use only. */
@NullMarked
package io.github.plausible4j.k8s.internal.cloudflare;

import org.jspecify.annotations.NullMarked;
