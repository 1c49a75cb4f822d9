package io.github.plausible4j.events;

import io.github.plausible4j.internal.BotWords;
import io.github.plausible4j.internal.ProblemCollector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The visitor of an event: the IP address and the User-Agent. Plausible distinguishes visitors by
 * them and derives country and device from them. It stores neither.
 *
 * @param ipAddress the visitor's address in its canonical form: IPv4, or IPv6 as in RFC 5952, so
 *     that one address is one visitor. Port, brackets and zone are removed, and an IPv4-mapped IPv6
 *     address becomes IPv4. If empty, the server uses the address of the machine that reports the
 *     event
 * @param userAgent the visitor's User-Agent; empty if the browser sent none. Characters that are
 *     not allowed in a header are replaced by a question mark, and everything after 1,000
 *     characters is cut
 */
public record Visitor(String ipAddress, String userAgent) {
  private static final int USER_AGENT_CHARACTERS = 1_000;

  public Visitor {
    Objects.requireNonNull(ipAddress, "ipAddress");
    Objects.requireNonNull(userAgent, "userAgent");
    ipAddress = ipAddress.isBlank() ? "" : IpAddress.require(ipAddress);
    userAgent = headerText(userAgent);
  }

  /**
   * A visitor whose address is known. Behind proxies use {@link VisitorFinder}.
   *
   * @param ipAddress an IPv4 or IPv6 address; port, brackets and zone are removed
   * @param userAgent the header User-Agent as it came; {@code null} if there was none
   * @throws IllegalArgumentException if the text is not an IP address; host names are not resolved
   */
  public static Visitor of(@Nullable String ipAddress, @Nullable String userAgent) {
    return new Visitor(IpAddress.require(ipAddress), userAgent == null ? "" : userAgent);
  }

  /**
   * The visitor of an event that a program caused, for example a build or a nightly job. All events
   * with the same name and from the same machine belong to one visitor.
   *
   * @param name 1 to 60 letters, digits and {@code - _ .}; without a word that marks bots, because
   *     Plausible drops their events
   * @throws IllegalArgumentException if the name has other characters, or a word that marks bots
   */
  public static Visitor ofServer(String name) {
    ProblemCollector problems = new ProblemCollector();
    if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
      problems.add("name", name, "is not 1 to 60 letters, digits and - _ .", "rename it");
    } else {
      BotWords.find(name)
          .ifPresent(
              word ->
                  problems.add(
                      "name",
                      name,
                      "would be dropped as a bot because of the word " + word,
                      "rename it, for example to blog-build"));
    }
    problems.throwIfAny("Visitor");
    return new Visitor("", "plausible4j/1.0 (server; " + name + ")");
  }

  /**
   * Whether the User-Agent has a word that marks bots. Plausible answers 202 to events of such a
   * visitor and drops them.
   */
  public boolean hasBotUserAgent() {
    return BotWords.find(userAgent).isPresent();
  }

  /** The User-Agent only, because the address is personal. */
  @Override
  public String toString() {
    return "Visitor[" + userAgent + "]";
  }

  private static String headerText(String text) {
    String cut =
        text.length() <= USER_AGENT_CHARACTERS ? text : text.substring(0, USER_AGENT_CHARACTERS);
    for (int i = 0; i < cut.length(); i++) {
      if (!isHeaderCharacter(cut.charAt(i))) {
        return replaced(cut);
      }
    }
    return cut;
  }

  private static String replaced(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.chars().forEach(c -> clean.append(isHeaderCharacter((char) c) ? (char) c : '?'));
    return clean.toString();
  }

  private static boolean isHeaderCharacter(char c) {
    return c >= ' ' && c < 0x7f;
  }
}
