package io.github.plausible4j.k8s.internal.registry;

import io.github.plausible4j.k8s.internal.image.ContentDigest;
import okio.ByteString;

/**
 * Bytes that a registry served, proven by their digest. For internal use only.
 *
 * @param mediaType as the registry declared it, without parameters; may be empty
 * @param bytes as served
 */
record VerifiedBlob(ContentDigest digest, String mediaType, ByteString bytes) {}
