package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;

/**
 * How a rotation ended.
 *
 * @param liveVersion the version of the secret that is live now
 * @param notes what a person should know, one statement each
 * @param mintedApiKeys new keys for those that stopped working; they are in this value only
 */
public record RotationResult(
    StackSecret secret,
    Outcome outcome,
    String liveVersion,
    List<String> notes,
    List<ReplacedApiKey> mintedApiKeys) {

  /** In which of the two clean states the stack is. */
  public enum Outcome {
    /** The new version is in use. */
    FINISHED,
    /** The old version is in use; nothing of the new one is left. */
    ROLLED_BACK
  }

  /** A new key in the place of one that stopped working. */
  public record ReplacedApiKey(long id, String email, String name, SecretValue key) {}

  public RotationResult {
    notes = List.copyOf(notes);
    mintedApiKeys = List.copyOf(mintedApiKeys);
  }
}
