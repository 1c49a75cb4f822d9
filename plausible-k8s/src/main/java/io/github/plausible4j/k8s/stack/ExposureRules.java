package io.github.plausible4j.k8s.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks how a stack is exposed. */
final class ExposureRules {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** The name is written to a YAML file without quotes. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-_. A-Za-z0-9]*[A-Za-z0-9])?");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PlausibleStack stack;
  private final ProblemCollector problems;

  private ExposureRules(PlausibleStack stack, ProblemCollector problems) {
    this.stack = stack;
    this.problems = problems;
  }

  static void check(PlausibleStack stack, ProblemCollector problems) {
    ExposureRules rules = new ExposureRules(stack, problems);
    ExposureSpec exposure = stack.exposure();
    rules.host();
    if (exposure instanceof ExposureSpec.Ingress ingress) {
      rules.ingress(ingress);
    } else if (exposure instanceof ExposureSpec.Gateway gateway) {
      problems.dnsName("exposure.namespace", gateway.namespace());
      problems.dnsName("exposure.name", gateway.name());
      problems.dnsName("exposure.listener", gateway.listener());
    } else if (exposure instanceof ExposureSpec.TunnelToken tunnel) {
      rules.https();
      rules.token(tunnel.token());
    } else if (exposure instanceof ExposureSpec.TunnelConfig tunnel) {
      rules.https();
      rules.credentials(tunnel);
    } else if (!(exposure instanceof ExposureSpec.None)) {
      throw new IllegalStateException("no rules for " + exposure.getClass());
    }
  }

  private void host() {
    if (stack.exposure() instanceof ExposureSpec.None) {
      return;
    }
    String host = StackRules.hostOf(stack.baseUrl());
    if (host == null) {
      return; // reported with the base URL
    }
    for (String additional : stack.additionalHosts()) {
      problems.dnsName("additionalHost", additional);
      if (additional.equals(host)) {
        problems.add(
            "additionalHost", additional, "is already the host of the base URL", "leave it out");
      }
    }
    String exposed = stack.exposure().host();
    if (exposed != null && !exposed.equalsIgnoreCase(host)) {
      problems.add(
          "exposure.host",
          exposed,
          "is not the host of the base URL, " + host + ": links and live pages would break",
          "use the same in both");
    }
    if (ADDRESS.matcher(host).matches() || !host.equals(host.toLowerCase(Locale.ROOT))) {
      problems.add(
          "baseUrl",
          stack.baseUrl(),
          "has a host that cannot be routed by name",
          "use a lower-case domain name such as stats.example.org");
    }
  }

  private void https() {
    if (stack.baseUrl().startsWith("http://")) {
      problems.add(
          "baseUrl",
          stack.baseUrl(),
          "uses http, but a tunnel is reached by https",
          "change it to https");
    }
    String host = StackRules.hostOf(stack.baseUrl());
    if (host != null && host.indexOf('.') < 0) {
      problems.add(
          "baseUrl",
          stack.baseUrl(),
          "has a host that cannot be in a Cloudflare zone",
          "use a name in one of your domains at Cloudflare, such as stats.example.org");
    }
  }

  private void ingress(ExposureSpec.Ingress ingress) {
    problems.annotations("exposure.annotations", ingress.annotations());
    problems.dnsName("exposure.className", ingress.className());
    problems.dnsName("exposure.tlsSecret", ingress.tlsSecret());
    if (ingress.tlsSecret() != null) {
      if (stack.baseUrl().startsWith("http://")) {
        problems.add(
            "baseUrl",
            stack.baseUrl(),
            "uses http, but the Ingress has a certificate",
            "change it to https");
      }
    }
  }

  private void token(SecretSource token) {
    problems.issued(
        "exposure.token", token, "copy it from the tunnel's page in the Cloudflare dashboard");
    if (token instanceof SecretValue supplied && !isTunnelToken(supplied.reveal().strip())) {
      problems.add(
          "exposure.token",
          null,
          "is not the token of a tunnel",
          "copy only the part that begins with eyJ from the command that Cloudflare shows");
    }
  }

  private static boolean isTunnelToken(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      JsonNode json = parse(text);
      return json != null && json.hasNonNull("a") && json.hasNonNull("t") && json.hasNonNull("s");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void credentials(ExposureSpec.TunnelConfig tunnel) {
    if (!NAME.matcher(tunnel.tunnel()).matches()) {
      problems.add(
          "exposure.tunnel",
          tunnel.tunnel(),
          "is neither the id nor a plain name of a tunnel",
          "use the id that cloudflared tunnel list shows");
    }
    problems.document(
        "exposure.credentials",
        tunnel.credentials(),
        "pass the content of the file that cloudflared tunnel create wrote");
    if (tunnel.credentials() instanceof SecretValue supplied) {
      JsonNode json = parse(supplied.reveal());
      if (json == null
          || !List.of("AccountTag", "TunnelSecret", "TunnelID").stream()
              .allMatch(json::hasNonNull)) {
        problems.add(
            "exposure.credentials",
            null,
            "is not a credentials file with AccountTag, TunnelSecret and TunnelID",
            "pass the content of ~/.cloudflared/<id>.json");
      } else if (UUID.matcher(tunnel.tunnel()).matches()
          && !json.get("TunnelID").asText().equalsIgnoreCase(tunnel.tunnel())) {
        problems.add(
            "exposure.tunnel",
            tunnel.tunnel(),
            "is not the tunnel of the credentials, " + json.get("TunnelID").asText(),
            "use the same in both");
      }
    }
  }

  private static @Nullable JsonNode parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return json != null && json.isObject() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
