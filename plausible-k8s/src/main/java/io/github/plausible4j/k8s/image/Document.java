package io.github.plausible4j.k8s.image;

/**
 * Bytes that a registry served, proven by their digest. For internal use only.
 *
 * @param mediaType as the registry declared it, without parameters; may be empty
 * @param bytes as served; the array is not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the digest stands for the bytes
record Document(ContentDigest digest, String mediaType, byte[] bytes) {}
