package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.Map;
import java.util.Optional;

/** Looks up values in versions of secrets and reports what is missing. */
final class SecretLookup {
  private SecretLookup() {}

  static Map<String, SecretValue> of(StackControl control, StackSecret secret, String version) {
    return control
        .read(secret, version)
        .orElseThrow(
            () ->
                new RotationException(
                    "Version "
                        + version
                        + " of "
                        + secret
                        + " is missing; restore it from a backup and resume"));
  }

  static SecretValue value(StackControl control, StackSecret secret, String version, String key) {
    return require(of(control, secret, version), secret, version, key);
  }

  static SecretValue require(
      Map<String, SecretValue> values, StackSecret secret, String version, String key) {
    SecretValue value = values.get(key);
    if (value == null) {
      throw new RotationException(
          "Version "
              + version
              + " of "
              + secret
              + " has no key "
              + key
              + "; put it back from a backup and resume");
    }
    return value;
  }

  static String live(StackControl control, StackSecret secret) {
    return control
        .liveVersion(secret)
        .orElseThrow(
            () ->
                new RotationException(
                    "The stack has no "
                        + secret
                        + ", so there is nothing to rotate; if it should have one, create the"
                        + " rotator with the stack as it was applied last, with its name and"
                        + " namespace"));
  }

  static SecretValue liveValue(StackControl control, StackSecret secret, String key) {
    return value(control, secret, live(control, secret), key);
  }

  /** The live login of the application. */
  static Login application(StackControl control) {
    String version = live(control, StackSecret.POSTGRES_PASSWORD);
    return login(control, version);
  }

  /**
   * The login that can change the application's login. Empty if it is the same login, because the
   * new password would lock it out.
   */
  static Optional<Login> administrator(StackControl control) {
    return control
        .databaseAdministrator()
        .filter(known -> !known.username().equals(application(control).username()));
  }

  static Login login(StackControl control, String version) {
    return login(control, StackSecret.POSTGRES_PASSWORD, version);
  }

  static Login login(StackControl control, StackSecret secret, String version) {
    Map<String, SecretValue> values = of(control, secret, version);
    return new Login(
        require(values, secret, version, "username").reveal(),
        require(values, secret, version, "password"));
  }
}
