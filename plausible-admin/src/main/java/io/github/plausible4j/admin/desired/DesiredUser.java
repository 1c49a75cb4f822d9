package io.github.plausible4j.admin.desired;

import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.Optional;

/**
 * A user who must exist, with a verified address.
 *
 * @param name empty to keep the name; a new user is then named after the part before the at sign
 * @param password the password of a new user, random if empty; an existing user keeps their
 *     password
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
