package io.github.plausible4j.events;

import io.github.plausible4j.internal.BotWords;
import io.github.plausible4j.internal.ProblemCollector;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who did something: the address and the User-Agent by which Plausible tells visitors apart, and
 * from which it reads place and device. It stores neither.
 *
 * @param ipAddress the visitor's IPv4 or IPv6 address, without port; empty for the address from
 *     which the event is reported
 * @param userAgent the visitor's User-Agent; empty if the browser sent none. Characters that no
 *     header may hold are replaced, and all after 1,000 characters is cut.
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
   * A visitor as the web server saw one.
   *
   * @param ipAddress an IPv4 or IPv6 address; a port and brackets are taken off
   * @param userAgent the header User-Agent as it came; {@code null} if there was none
   * @throws IllegalArgumentException if the address is not one; host names are not looked up
   */
  public static Visitor of(String ipAddress, @Nullable String userAgent) {
    return new Visitor(IpAddress.require(ipAddress), userAgent == null ? "" : userAgent);
  }

  /**
   * The visitor of an event that no human did, for example a build or a nightly job. All events of
   * one name and one machine are one visitor's.
   *
   * @param name letters, digits and {@code - _ .} only; not a word by which Plausible knows bots,
   *     whose events it drops
   * @throws IllegalArgumentException if the name has other characters, or Plausible would take it
   *     for a bot's
   */
  public static Visitor ofServer(String name) {
    ProblemCollector problems = new ProblemCollector();
    if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
      problems.add("name", name, "is not 1 to 60 of letters, digits and - _ .", "rename it");
    } else {
      BotWords.find(name)
          .ifPresent(
              word ->
                  problems.add(
                      "name",
                      name,
                      "would be dropped as a bot's because of the word " + word,
                      "rename it, for example to blog-build"));
    }
    problems.throwIfAny("Visitor");
    return new Visitor("", "plausible4j/1.0 (server; " + name + ")");
  }

  /**
   * The visitor behind proxies. Use {@link VisitorFinder} to honour a wish not to be tracked.
   *
   * @param headers gives the value of a header by its name in any case, or {@code null}; for
   *     example {@code request::getHeader}
   * @param peerAddress the address of the connection, for example {@code request.getRemoteAddr()}
   * @param trustedProxies how many proxies of one's own stand before the application, 0 for none
   * @throws IllegalArgumentException if the number is negative or the peer address is not one
   */
  public static Visitor from(
      Function<String, @Nullable String> headers, String peerAddress, int trustedProxies) {
    return VisitorFinder.behind(trustedProxies).visitor(headers, peerAddress);
  }

  /** The User-Agent alone; the address is personal. */
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
