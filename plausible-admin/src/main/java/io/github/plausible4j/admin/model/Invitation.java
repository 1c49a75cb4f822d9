package io.github.plausible4j.admin.model;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import java.util.List;

/**
 * A pending invitation; UNCHANGED if it existed before.
 *
 * @param path the part after BASE_URL of the link that a mail would contain. Whoever opens it can
 *     register even if registration is by invitation only
 */
public record Invitation(
    ChangeOutcome outcome, String email, SecretValue path, List<String> changes)
    implements AdminResult {
  public Invitation {
    changes = List.copyOf(changes);
  }

  /**
   * The link that a mail would contain.
   *
   * @param baseUrl the BASE_URL of the server
   */
  public String link(URI baseUrl) {
    return baseUrl.toString().replaceFirst("/+$", "") + path.reveal();
  }
}
