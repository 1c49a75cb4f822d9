package io.github.plausible4j.k8s.internal.registry;

import io.github.plausible4j.k8s.internal.image.ContentDigest;
import okio.ByteString;

/**
 * The body of a registry's response, verified against its digest. For internal use only.
 *
 * @param digest the digest of the bytes
 * @param mediaType the media type of the response, without parameters; may be empty
 * @param bytes the body
 */
record VerifiedBlob(ContentDigest digest, String mediaType, ByteString bytes) {}
