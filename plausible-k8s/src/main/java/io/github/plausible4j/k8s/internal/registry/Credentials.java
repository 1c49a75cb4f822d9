package io.github.plausible4j.k8s.internal.registry;

/**
 * User and password of one registry. Shows neither. For internal use only.
 *
 * @param password a password or an access token
 */
public record Credentials(String user, String password) {

  String basicHeader() {
    return okhttp3.Credentials.basic(user, password, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Credentials[***]";
  }
}
