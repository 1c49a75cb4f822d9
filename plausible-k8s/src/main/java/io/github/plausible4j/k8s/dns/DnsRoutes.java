package io.github.plausible4j.k8s.dns;

import io.github.plausible4j.k8s.stack.PlausibleStack;

/**
 * Leads hosts to a Cloudflare tunnel. A tunnel's own configuration never does: without a record
 * nobody finds the host. Implement it for another way to keep DNS.
 */
public interface DnsRoutes {

  /** Routes in Cloudflare's DNS; nothing that this library did not make is overwritten. */
  static DnsRoutes cloudflare(String apiToken) {
    return CloudflareDnsRoutes.builder(apiToken).build();
  }

  /**
   * Makes a host lead to a tunnel. Does nothing if it does already.
   *
   * @param host such as {@code stats.example.org}
   * @param tunnelId the tunnel's UUID
   * @throws IllegalArgumentException if the host is not a full name, or the id is not a UUID
   * @throws DnsRouteException if it cannot be done
   */
  DnsChange route(String host, String tunnelId);

  /**
   * Makes a host no longer lead to a tunnel. Does nothing if it does not.
   *
   * @throws IllegalArgumentException if the host is not a full name, or the id is not a UUID
   * @throws DnsRouteException if it cannot be done
   */
  DnsChange unroute(String host, String tunnelId);

  /**
   * Makes the host of a stack lead to the stack's tunnel, whose id its token or its credentials
   * tell.
   *
   * @throws IllegalArgumentException if the stack has no tunnel, or does not tell its id
   * @throws DnsRouteException if it cannot be done
   */
  default DnsChange route(PlausibleStack stack) {
    return route(stack.host(), TunnelIds.of(stack));
  }

  /**
   * Makes the host of a stack no longer lead to the stack's tunnel.
   *
   * @throws IllegalArgumentException if the stack has no tunnel, or does not tell its id
   * @throws DnsRouteException if it cannot be done
   */
  default DnsChange unroute(PlausibleStack stack) {
    return unroute(stack.host(), TunnelIds.of(stack));
  }
}
