package io.github.plausible4j.admin.desired;

import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.Optional;

/**
 * A user who is to be there, with a verified address.
 *
 * @param name empty leaves it as it is, and for a new user is the part before the at sign
 * @param password of a new user; made at random if empty. The one of a user who is there stays
 */
public record DesiredUser(String email, Optional<String> name, Optional<SecretValue> password) {
  /** A user whose name and password are not managed. */
  public static DesiredUser of(String email) {
    return new DesiredUser(email, Optional.empty(), Optional.empty());
  }

  public DesiredUser {
    email = NewUser.checkedEmail(email);
  }
}
