package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database outside of docker-compose.
 *
 * @param url without the password
 * @param password decoded
 */
record ComposeAddress(String url, SecretSource password) {
  private static final Pattern PARTS =
      Pattern.compile("([a-z]+://)(?:([^:@/]*)(?::(.*))?@)?([^@/:?]+)([:/?].*)?");

  /**
   * Takes an address apart; null where there is none, or where it is that of compose's own service.
   *
   * @param composeHost the name of compose's service
   */
  static @Nullable ComposeAddress of(
      String variable, @Nullable String address, String composeHost) {
    if (address == null) {
      return null;
    }
    Matcher matcher = PARTS.matcher(address);
    if (!matcher.matches()) {
      throw problem(variable, "is not the address of a database");
    }
    if (matcher.group(4).equals(composeHost)) {
      return null;
    }
    if (matcher.group(2) == null || matcher.group(3) == null) {
      throw problem(variable, "names no user and password of a database outside of compose");
    }
    String rest = matcher.group(5) == null ? "" : matcher.group(5);
    return new ComposeAddress(
        matcher.group(1) + matcher.group(2) + "@" + matcher.group(4) + rest,
        SecretSource.of(decoded(matcher.group(3))));
  }

  /** The address may hold a password, so it is not shown. */
  private static StackValidationException problem(String variable, String rule) {
    return new StackValidationException(
        List.of(
            new Problem(
                variable,
                null,
                rule,
                "write it as scheme://user:password@host:port/database, or leave it out")));
  }

  private static String decoded(String password) {
    try {
      return URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return password; // a lone percent sign that nobody encoded
    }
  }
}
