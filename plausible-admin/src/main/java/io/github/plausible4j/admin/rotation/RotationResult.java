package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;

/**
 * The result of a rotation.
 *
 * @param liveVersion the version of the secret that is live now
 * @param notes what the operator should know, one statement each
 * @param mintedApiKeys replacements for API keys that stopped working; they cannot be read again
 */
public record RotationResult(
    StackSecret secret,
    Outcome outcome,
    String liveVersion,
    List<String> notes,
    List<ReplacedApiKey> mintedApiKeys) {

  /** The state in which the rotation left the stack. */
  public enum Outcome {
    /** The new version is in use. */
    FINISHED,
    /** The old version is in use; nothing of the new one is left. */
    ROLLED_BACK
  }

  /** A new key that replaces one that stopped working. */
  public record ReplacedApiKey(long id, String email, String name, SecretValue key) {
    /** Whose key it is, without the key. */
    @Override
    public String toString() {
      return "API key " + id + " \"" + name + "\" of " + email;
    }
  }

  public RotationResult {
    notes = List.copyOf(notes);
    mintedApiKeys = List.copyOf(mintedApiKeys);
  }

  /** The outcome, the notes and whose API keys are replaced, a line each; without a key. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(outcome.name());
    text.append(": ").append(secret).append(", version ").append(liveVersion).append(" is live");
    notes.forEach(note -> text.append("\n- ").append(note));
    mintedApiKeys.forEach(
        key -> text.append("\n- new ").append(key).append(", to be read from mintedApiKeys()"));
    return text.toString();
  }
}
