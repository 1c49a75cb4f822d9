package io.github.plausible4j.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the visitor of an HTTP request behind one's own proxies, in any web framework. Immutable
 * and thread-safe.
 *
 * <p>Each trusted proxy appends the address that it saw to {@code X-Forwarded-For} (or {@code
 * Forwarded}, RFC 7239); what stands before those was written by the visitor and is not believed.
 *
 * <pre>{@code
 * VisitorFinder finder = VisitorFinder.behind(1).honouringOptOut();
 * // in a request: finder.find(request::getHeader, request.getRemoteAddr()).ifPresent(…)
 * }</pre>
 */
public final class VisitorFinder {
  private static final Pattern FORWARDED_FOR =
      Pattern.compile("(?i)(?:^|;)\\s*for=(\"[^\"]*\"|[^;]*)");

  private final int trustedProxies;
  private final boolean honoursOptOut;

  private VisitorFinder(int trustedProxies, boolean honoursOptOut) {
    this.trustedProxies = trustedProxies;
    this.honoursOptOut = honoursOptOut;
  }

  /**
   * A finder for an application behind that many proxies of one's own.
   *
   * @param trustedProxies 0 if visitors connect directly; 1 behind one ingress; 2 behind Cloudflare
   *     and an ingress
   * @throws IllegalArgumentException if negative
   */
  public static VisitorFinder behind(int trustedProxies) {
    if (trustedProxies < 0) {
      throw new IllegalArgumentException(
          "VisitorFinder: trustedProxies \""
              + trustedProxies
              + "\" is negative; give 0 if visitors connect directly");
    }
    return new VisitorFinder(trustedProxies, false);
  }

  /**
   * As this one, but {@link #find} is empty for a visitor who asks not to be tracked: {@code DNT:
   * 1} or {@code Sec-GPC: 1}. Default: the wish is not read, since Plausible stores nothing
   * personal.
   */
  public VisitorFinder honouringOptOut() {
    return new VisitorFinder(trustedProxies, true);
  }

  /**
   * The visitor, or nothing if they ask not to be tracked and that is honoured.
   *
   * @param headers gives the value of a header by its name, or {@code null}; several lines of one
   *     header joined by commas
   * @param peerAddress the address of the connection
   * @throws IllegalArgumentException if the peer address is not one
   */
  public Optional<Visitor> find(Function<String, @Nullable String> headers, String peerAddress) {
    return honoursOptOut && (isOn(headers.apply("DNT")) || isOn(headers.apply("Sec-GPC")))
        ? Optional.empty()
        : Optional.of(visitor(headers, peerAddress));
  }

  Visitor visitor(Function<String, @Nullable String> headers, String peerAddress) {
    String peer = IpAddress.require(peerAddress);
    return Visitor.of(clientAddress(headers, peer), headers.apply("User-Agent"));
  }

  private String clientAddress(Function<String, @Nullable String> headers, String peer) {
    if (trustedProxies == 0) {
      return peer;
    }
    List<String> hops = hops(headers);
    int farthest = Math.max(0, hops.size() - trustedProxies);
    // A proxy may write "unknown" or a token: the next one towards us says what it saw.
    for (int i = farthest; i < hops.size(); i++) {
      Optional<String> address = IpAddress.parse(hops.get(i));
      if (address.isPresent()) {
        return address.get();
      }
    }
    return peer;
  }

  private static List<String> hops(Function<String, @Nullable String> headers) {
    String list = headers.apply("X-Forwarded-For");
    if (list != null && !list.isBlank()) {
      List<String> hops = new ArrayList<>();
      Collections.addAll(hops, list.split(",", -1));
      return hops;
    }
    String forwarded = headers.apply("Forwarded");
    List<String> hops = new ArrayList<>();
    if (forwarded != null && !forwarded.isBlank()) {
      for (String element : forwarded.split(",", -1)) {
        Matcher address = FORWARDED_FOR.matcher(element);
        hops.add(address.find() ? address.group(1) : "unknown");
      }
    }
    return hops;
  }

  private static boolean isOn(@Nullable String header) {
    return header != null && header.strip().equals("1");
  }
}
