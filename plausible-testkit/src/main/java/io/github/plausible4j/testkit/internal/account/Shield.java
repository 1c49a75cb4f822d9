package io.github.plausible4j.testkit.internal.account;

import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.events.VisitorFinder;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The events that a site blocks, and the host names that it accepts. For internal use only.
 *
 * @param addresses exact addresses, in the format of RFC 5952, as the server stores them
 * @param countries two letters each
 * @param pages paths, in which {@code *} matches anything
 * @param hostnames if not empty, only events of these host names are accepted; {@code *} matches
 *     anything
 */
public record Shield(
    Set<String> addresses, Set<String> countries, List<Pattern> pages, List<Pattern> hostnames) {
  /** Blocks nothing. */
  public static final Shield NONE = of(List.of(), List.of(), List.of(), List.of());

  /** Compiles the patterns. */
  public static Shield of(
      List<String> addresses, List<String> countries, List<String> pages, List<String> hostnames) {
    return new Shield(
        addresses.stream().map(Shield::canonical).collect(Collectors.toUnmodifiableSet()),
        Set.copyOf(countries),
        pages.stream().map(Shield::wildcard).toList(),
        hostnames.stream().map(Shield::wildcard).toList());
  }

  /** Whether the site blocks this address, in any notation. */
  public boolean blocksAddress(String address) {
    return addresses.contains(canonical(address));
  }

  /** Whether the site blocks this page. */
  public boolean blocksPage(String pathname) {
    return pages.stream().anyMatch(page -> page.matcher(pathname).matches());
  }

  /** Whether the site accepts events of this host name. */
  public boolean allowsHostname(String hostname) {
    return hostnames.isEmpty()
        || hostnames.stream().anyMatch(allowed -> allowed.matcher(hostname).matches());
  }

  private static String canonical(String address) {
    return VisitorFinder.behind(0)
        .find(header -> List.of(), address)
        .map(Visitor::ipAddress)
        .filter(text -> !text.isEmpty())
        .orElse(address);
  }

  private static Pattern wildcard(String text) {
    StringBuilder regex = new StringBuilder();
    for (String literal : text.split("\\*+", -1)) {
      regex.append(regex.length() == 0 && !text.startsWith("*") ? "" : ".*");
      regex.append(Pattern.quote(literal));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
