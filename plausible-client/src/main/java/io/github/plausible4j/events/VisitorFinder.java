package io.github.plausible4j.events;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the visitor of an HTTP request behind your own proxies, in any web framework. Immutable and
 * thread-safe. Nothing in a request makes it throw.
 *
 * <p>Each trusted proxy adds the address that it saw to {@code X-Forwarded-For}, or to {@code
 * Forwarded} (RFC 7239) if a request has no {@code X-Forwarded-For}. Everything before that was
 * written by the visitor and is not believed. A proxy may add its address as a header line of its
 * own, as HAProxy does, so hand over all lines of a header and not only the first:
 *
 * <pre>{@code
 * VisitorFinder finder = VisitorFinder.behind(1).honouringOptOut();
 * // servlets
 * finder.find(name -> Collections.list(request.getHeaders(name)), request.getRemoteAddr());
 * // the JDK's HttpServer
 * finder.find(exchange.getRequestHeaders()::get, peer);
 * }</pre>
 *
 * <p>If your proxies write {@code Forwarded} alone, let them remove {@code X-Forwarded-For}.
 */
public final class VisitorFinder {
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
   * @param headers gives all lines of a header by its name, in their order; no lines, or {@code
   *     null}, if the request lacks it
   * @param peerAddress the address of the connection. It may be anything, for example empty behind
   *     a Unix socket: it counts only if no trusted proxy names an address. A visitor without any
   *     address counts for the machine that reports the event.
   */
  public Optional<Visitor> find(
      Function<String, ? extends @Nullable List<String>> headers, @Nullable String peerAddress) {
    if (honoursOptOut && (isOn(lines(headers, "DNT")) || isOn(lines(headers, "Sec-GPC")))) {
      return Optional.empty();
    }
    String userAgent = lines(headers, "User-Agent").stream().findFirst().orElse("");
    return Optional.of(new Visitor(clientAddress(headers, peerAddress), userAgent));
  }

  private String clientAddress(
      Function<String, ? extends @Nullable List<String>> headers, @Nullable String peerAddress) {
    List<String> hops = trustedProxies == 0 ? List.of() : hops(headers);
    int farthest = Math.max(0, hops.size() - trustedProxies);
    // A proxy may write "unknown" or a token: the next one closer to us says what it saw.
    return Stream.concat(hops.stream().skip(farthest), Stream.ofNullable(peerAddress))
        .map(IpAddress::parse)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  private static List<String> hops(Function<String, ? extends @Nullable List<String>> headers) {
    List<String> hops = HeaderList.elements(lines(headers, "X-Forwarded-For"));
    return hops.isEmpty()
        ? HeaderList.elements(lines(headers, "Forwarded")).stream()
            .map(VisitorFinder::forwardedFor)
            .toList()
        : hops;
  }

  /** The value of {@code for} in an element of the header Forwarded. */
  private static String forwardedFor(String element) {
    for (String parameter : HeaderList.split(element, ';')) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("for")) {
        return parameter.substring(equals + 1);
      }
    }
    return "unknown";
  }

  private static List<String> lines(
      Function<String, ? extends @Nullable List<String>> headers, String name) {
    List<String> lines = headers.apply(name);
    // A line may be null too, as of a list of the one value that getHeader returns.
    return lines == null ? List.of() : lines.stream().filter(Objects::nonNull).toList();
  }

  private static boolean isOn(List<String> lines) {
    return lines.stream().anyMatch(line -> line.strip().equals("1"));
  }
}
