package io.github.plausible4j.events;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the visitor of an HTTP request behind your own proxies, in any web framework. Immutable and
 * thread-safe. Never throws because of a request's content.
 *
 * <p>Each trusted proxy adds the address that it saw to {@code X-Forwarded-For}, or to {@code
 * Forwarded} (RFC 7239) if a request has no {@code X-Forwarded-For}. Earlier entries come from the
 * visitor and are not trusted. A proxy can add its entry as a separate header line, as HAProxy
 * does, so pass all lines of a header and not only the first:
 *
 * <pre>{@code
 * VisitorFinder finder = VisitorFinder.behind(1).honouringOptOut();
 * // servlets
 * finder.find(name -> Collections.list(request.getHeaders(name)), request.getRemoteAddr());
 * // the JDK's HttpServer
 * finder.find(exchange.getRequestHeaders()::get, peer);
 * }</pre>
 *
 * <p>If your proxies write only {@code Forwarded}, configure them to remove {@code
 * X-Forwarded-For}.
 */
public final class VisitorFinder {
  private final int trustedProxies;
  private final boolean honoursOptOut;

  private VisitorFinder(int trustedProxies, boolean honoursOptOut) {
    this.trustedProxies = trustedProxies;
    this.honoursOptOut = honoursOptOut;
  }

  /**
   * A finder for an application behind that many trusted proxies.
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
              + "\" is negative; use 0 if visitors connect directly");
    }
    return new VisitorFinder(trustedProxies, false);
  }

  /**
   * A copy whose {@link #find} returns empty for a visitor who asks not to be tracked, with {@code
   * DNT: 1} or {@code Sec-GPC: 1}. By default these headers are ignored, because Plausible stores
   * nothing personal.
   */
  public VisitorFinder honouringOptOut() {
    return new VisitorFinder(trustedProxies, true);
  }

  /**
   * Finds the visitor; empty if they ask not to be tracked and this finder honours that.
   *
   * @param headers gives all lines of a header by its name, in their order; no lines, or {@code
   *     null}, if the request lacks it
   * @param peerAddress the remote address of the connection, used only if no trusted proxy names an
   *     address. It can be any text, for example empty behind a Unix socket. A visitor without an
   *     address counts as the machine that reports the event.
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
    // A proxy can write "unknown" or a token: then use the address of the next proxy closer to us.
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
    // A line can be null too, if the caller puts the result of getHeader into a list.
    return lines == null ? List.of() : lines.stream().filter(Objects::nonNull).toList();
  }

  private static boolean isOn(List<String> lines) {
    return lines.stream().anyMatch(line -> line.strip().equals("1"));
  }
}
