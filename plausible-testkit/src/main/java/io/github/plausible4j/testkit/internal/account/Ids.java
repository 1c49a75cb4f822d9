package io.github.plausible4j.testkit.internal.account;

import java.security.SecureRandom;
import java.util.Base64;

/** Generates keys, tokens and ids in the formats of Plausible. For internal use only. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SLUG_LENGTH = 21;

  private Ids() {}

  /** A new API key of 64 characters. */
  public static String apiKey() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(48));
  }

  /** A new plugin token in the format of self-hosted servers. */
  public static String pluginToken() {
    return "plausible-plugin-selfhost-" + Base64.getEncoder().encodeToString(random(30));
  }

  /** A new slug of a shared link. */
  public static String slug() {
    return Base64.getUrlEncoder().encodeToString(random(18)).substring(0, SLUG_LENGTH);
  }

  /** A new id of a tracking script. */
  public static String trackerId() {
    return "pa-" + slug();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
