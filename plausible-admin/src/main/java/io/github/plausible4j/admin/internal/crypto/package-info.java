/** Hashes, ciphers and random texts in Plausible's formats. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.crypto;

import org.jspecify.annotations.NullMarked;
