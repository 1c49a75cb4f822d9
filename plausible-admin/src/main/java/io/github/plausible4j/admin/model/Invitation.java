package io.github.plausible4j.admin.model;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import java.util.List;

/**
 * An invitation that waits to be accepted; UNCHANGED when there was one before.
 *
 * @param path what follows BASE_URL in the link that the mail would have. Who opens it may register
 *     even where registration is by invitation only
 */
public record Invitation(
    ChangeOutcome outcome, String email, SecretValue path, List<String> changes)
    implements AdminResult {
  public Invitation {
    changes = List.copyOf(changes);
  }

  /**
   * The link that the mail would have.
   *
   * @param baseUrl the BASE_URL of the server
   */
  public String link(URI baseUrl) {
    return baseUrl.toString().replaceFirst("/+$", "") + path.reveal();
  }
}
