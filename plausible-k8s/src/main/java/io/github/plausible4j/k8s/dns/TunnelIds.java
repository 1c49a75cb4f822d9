package io.github.plausible4j.k8s.dns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Finds the id of a tunnel. A token is a JSON object in Base64 with the id under {@code t}. A
 * credentials file has it under {@code TunnelID}.
 */
final class TunnelIds {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private TunnelIds() {}

  /** Validates an id and returns it in lower case. */
  static String check(String tunnelId) {
    String id = tunnelId.strip().toLowerCase(Locale.ROOT);
    if (!UUID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "tunnel id is not a UUID; cloudflared tunnel list and Cloudflare's dashboard show it");
    }
    return id;
  }

  /** The id of the tunnel of a stack. */
  static String of(PlausibleStack stack) {
    Optional<String> id = Optional.empty();
    if (stack.exposure() instanceof ExposureSpec.TunnelToken token) {
      id = supplied(token.token()).flatMap(TunnelIds::decode).flatMap(text -> field(text, "t"));
    } else if (stack.exposure() instanceof ExposureSpec.TunnelConfig config) {
      id =
          UUID.matcher(config.tunnel().toLowerCase(Locale.ROOT)).matches()
              ? Optional.of(config.tunnel())
              : supplied(config.credentials()).flatMap(text -> field(text, "TunnelID"));
    } else {
      throw new IllegalArgumentException(
          "stack " + stack.name() + " has no tunnel; its host is routed by whatever exposes it");
    }
    return check(
        id.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the id of the tunnel of stack "
                        + stack.name()
                        + " cannot be read from its token or credentials; pass host and id to"
                        + " route(host, tunnelId)")));
  }

  private static Optional<String> supplied(SecretSource source) {
    return source instanceof SecretValue supplied
        ? Optional.of(supplied.reveal())
        : Optional.empty();
  }

  private static Optional<String> decode(String token) {
    try {
      byte[] bytes = Base64.getDecoder().decode(token.strip());
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> field(String json, String name) {
    try {
      JsonNode value = JSON.readTree(json).path(name);
      return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
