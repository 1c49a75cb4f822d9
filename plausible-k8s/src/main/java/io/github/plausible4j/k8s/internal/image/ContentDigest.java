package io.github.plausible4j.k8s.internal.image;

import java.util.Map;
import java.util.Optional;
import okio.ByteString;

/**
 * A digest of the OCI image specification, {@code sha256:…} or {@code sha512:…}. For internal use
 * only.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex lower case
 */
public record ContentDigest(String algorithm, String hex) {
  private static final Map<String, Integer> LENGTHS = Map.of("sha256", 64, "sha512", 128);

  /** Reads a digest; empty if the text is not a digest, or is of another algorithm. */
  public static Optional<ContentDigest> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String algorithm = text.substring(0, colon);
    String hex = text.substring(colon + 1);
    Integer length = LENGTHS.get(algorithm);
    boolean valid =
        length != null
            && hex.length() == length
            && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    return valid ? Optional.of(new ContentDigest(algorithm, hex)) : Optional.empty();
  }

  /** The SHA-256 of some bytes. */
  public static ContentDigest sha256(ByteString bytes) {
    return new ContentDigest("sha256", bytes.sha256().hex());
  }

  /** Whether some bytes have this digest. */
  public boolean matches(ByteString bytes) {
    ByteString digest = algorithm.equals("sha512") ? bytes.sha512() : bytes.sha256();
    return digest.hex().equals(hex);
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
