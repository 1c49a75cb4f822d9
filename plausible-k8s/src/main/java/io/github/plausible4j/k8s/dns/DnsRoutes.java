package io.github.plausible4j.k8s.dns;

import io.github.plausible4j.k8s.stack.PlausibleStack;

/**
 * Routes hosts to a Cloudflare tunnel by DNS records. The tunnel's own configuration does not
 * create them, and without a record nobody finds the host. Implement this interface for another DNS
 * provider.
 */
public interface DnsRoutes {

  /**
   * Creates routes in Cloudflare's DNS that never overwrite records of others.
   *
   * @param apiToken an API token with the permissions Zone:Read and DNS:Edit for the zone
   * @throws IllegalArgumentException if the token is empty or has characters that a token cannot
   *     have
   */
  static DnsRoutes cloudflare(String apiToken) {
    return CloudflareDnsRoutes.builder(apiToken).build();
  }

  /**
   * Routes a host to a tunnel. Does nothing if the route exists.
   *
   * @param host such as {@code stats.example.org}
   * @param tunnelId the tunnel's UUID
   * @throws IllegalArgumentException if the host is not a full name, or the id is not a UUID
   * @throws DnsRouteException if the record cannot be read or changed
   */
  DnsChange route(String host, String tunnelId);

  /**
   * Removes the route from a host to a tunnel. Does nothing if there is no such route.
   *
   * @throws IllegalArgumentException if the host is not a full name, or the id is not a UUID
   * @throws DnsRouteException if the record cannot be read or changed
   */
  DnsChange unroute(String host, String tunnelId);

  /**
   * Routes the host of a stack's base URL to the stack's tunnel. The id of the tunnel comes from
   * its token or credentials.
   *
   * @throws IllegalArgumentException if the stack has no tunnel, or the tunnel's id is not known
   * @throws DnsRouteException if the record cannot be read or changed
   */
  default DnsChange route(PlausibleStack stack) {
    return route(stack.host(), TunnelIds.of(stack));
  }

  /**
   * Removes the route from the host of a stack's base URL to the stack's tunnel.
   *
   * @throws IllegalArgumentException if the stack has no tunnel, or the tunnel's id is not known
   * @throws DnsRouteException if the record cannot be read or changed
   */
  default DnsChange unroute(PlausibleStack stack) {
    return unroute(stack.host(), TunnelIds.of(stack));
  }
}
