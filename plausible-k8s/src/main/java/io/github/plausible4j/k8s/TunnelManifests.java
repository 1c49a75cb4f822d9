package io.github.plausible4j.k8s;

/** The Cloudflare tunnel. */
final class TunnelManifests {
  static final String TOKEN = "token";
  static final String CREDENTIALS = "credentials.json";

  private TunnelManifests() {}
}
