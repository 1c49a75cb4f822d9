package io.github.plausible4j.k8s.internal.registry;

/**
 * The user name and password for a registry. {@link #toString} shows neither. For internal use
 * only.
 *
 * @param user the user name
 * @param password the password or access token
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
