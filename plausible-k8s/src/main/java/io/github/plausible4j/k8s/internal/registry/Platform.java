package io.github.plausible4j.k8s.internal.registry;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An operating system and a processor architecture, with the names of the OCI image specification.
 * For internal use only.
 *
 * @param os the operating system, such as {@code linux}
 * @param architecture the architecture, such as {@code arm64}
 * @param variant the variant, such as {@code v9}; null for the base variant, which is {@code v8}
 *     for arm64 and {@code v1} for amd64; {@code v7} if it is left out for arm
 */
public record Platform(String os, String architecture, @Nullable String variant) {
  private static final int LONGEST = 80;
  private static final Pattern PART = Pattern.compile("[a-z0-9_.-]+");

  /**
   * Normalizes the names like containerd: lower case, aliases such as {@code aarch64} replaced,
   * base variants dropped.
   */
  public Platform {
    os = os.toLowerCase(Locale.ROOT);
    String written = architecture.toLowerCase(Locale.ROOT);
    String v = variant == null || variant.isEmpty() ? null : variant.toLowerCase(Locale.ROOT);
    architecture =
        switch (written) {
          case "aarch64" -> "arm64";
          case "x86_64", "x86-64" -> "amd64";
          default -> written;
        };
    boolean base =
        v != null
            && switch (architecture) {
              case "arm64" -> v.equals("v8") || v.equals("8");
              case "amd64" -> v.equals("v1");
              default -> false;
            };
    variant = base ? null : v;
    if (architecture.equals("arm") && variant == null) {
      variant = "v7";
    }
  }

  /**
   * Parses {@code os/architecture} or {@code os/architecture/variant}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Platform parse(String text) {
    boolean isLong = text.length() > LONGEST;
    String[] parts = isLong ? new String[0] : text.split("/", -1);
    boolean valid = parts.length == 2 || parts.length == 3;
    for (String part : parts) {
      valid &= PART.matcher(part.toLowerCase(Locale.ROOT)).matches();
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "platform \""
              + (isLong ? text.substring(0, LONGEST) + "…" : text)
              + "\" is not os/architecture or os/architecture/variant; write for instance"
              + " linux/arm64");
    }
    return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
  }

  /** Whether this platform runs images for another one: the same platform or an older variant. */
  public boolean runs(Platform offered) {
    return os.equals(offered.os)
        && architecture.equals(offered.architecture)
        && offered.level() <= level();
  }

  /** The variant's rank: newer variants have a higher one, the base variant has the lowest. */
  int level() {
    if (variant == null) {
      return architecture.equals("arm64") ? 80 : 10;
    }
    String[] numbers = variant.replaceFirst("^v", "").split("\\.", 2);
    try {
      int minor = numbers.length == 2 ? Integer.parseInt(numbers[1]) : 0;
      return Integer.parseInt(numbers[0]) * 10 + Math.min(minor, 9);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant == null ? "" : "/" + variant);
  }
}
