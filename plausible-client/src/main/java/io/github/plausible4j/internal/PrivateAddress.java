package io.github.plausible4j.internal;

/**
 * Detects addresses that no visitor from the internet can have: loopback, private, link-local and
 * carrier-grade NAT (RFC 1918, 3927, 4193, 4291, 6598). For internal use only.
 */
public final class PrivateAddress {
  private PrivateAddress() {}

  /**
   * Whether an address is private.
   *
   * @param address in canonical form
   */
  public static boolean is(String address) {
    if (address.indexOf(':') >= 0) {
      return address.equals("::1")
          || address.startsWith("fc")
          || address.startsWith("fd")
          || address.matches("fe[89ab].:.*");
    }
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    int second = Integer.parseInt(parts[1]);
    return switch (parts[0]) {
      case "10", "127" -> true;
      case "100" -> second >= 64 && second <= 127;
      case "169" -> second == 254;
      case "172" -> second >= 16 && second <= 31;
      case "192" -> second == 168;
      default -> false;
    };
  }
}
