/** Hashes, ciphers and random texts exactly as Plausible makes them. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.crypto;

import org.jspecify.annotations.NullMarked;
