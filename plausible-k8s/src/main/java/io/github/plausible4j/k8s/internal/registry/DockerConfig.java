package io.github.plausible4j.k8s.internal.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Reads credentials from a Docker client's configuration. For internal use only. */
public final class DockerConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DockerConfig() {}

  /**
   * Reads the credentials that the file itself contains; those in credential stores are ignored.
   *
   * @return the credentials by registry
   * @throws IllegalArgumentException if the file cannot be read; the message does not show its
   *     content
   */
  public static Map<String, Credentials> read(Path file) {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // The parser's message would show part of the content.
      throw unreadable(file, "is not JSON");
    } catch (IOException e) {
      throw new IllegalArgumentException("docker configuration " + file + ": " + e, e);
    }
    Map<String, Credentials> found = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("auths").properties()) {
      String auth = entry.getValue().path("auth").asText("");
      String user = entry.getValue().path("username").asText("");
      if (!auth.isEmpty()) {
        found.put(registry(entry.getKey()), decode(file, entry.getKey(), auth));
      } else if (!user.isEmpty()) { // Kubernetes accepts this form too
        String password = entry.getValue().path("password").asText("");
        found.put(registry(entry.getKey()), new Credentials(user, password));
      }
    }
    return found;
  }

  /**
   * Docker Hub's key is the URL of its old v1 API. Other keys may have a scheme and a path, too.
   */
  private static String registry(String key) {
    String host = key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    return host.equals("index.docker.io") || host.equals("registry-1.docker.io")
        ? "docker.io"
        : host;
  }

  private static Credentials decode(Path file, String key, String auth) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unreadable(file, "has an \"auth\" for " + key + " that is not base64");
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw unreadable(file, "has an \"auth\" for " + key + " that is not user:password");
    }
    return new Credentials(text.substring(0, colon), text.substring(colon + 1));
  }

  private static IllegalArgumentException unreadable(Path file, String what) {
    return new IllegalArgumentException(
        "docker configuration " + file + " " + what + "; log in again with the Docker client");
  }
}
