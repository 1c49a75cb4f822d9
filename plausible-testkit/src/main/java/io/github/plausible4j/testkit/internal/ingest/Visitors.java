package io.github.plausible4j.testkit.internal.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;

/**
 * Distinguishes visitors without storing who they are: by a keyed hash of User-Agent, address, site
 * and registrable domain, whose salt changes at midnight UTC. Thread-safe.
 */
final class Visitors {
  private static final int REMEMBERED = 10_000;

  private final byte[] secret = new byte[16];
  private final Map<String, String> registrableDomains = new ConcurrentHashMap<>();

  Visitors() {
    new SecureRandom().nextBytes(secret);
  }

  long id(EventRequest event, String site, LocalDate day) {
    MessageDigest hash = sha256();
    hash.update(secret);
    hash.update(ByteBuffer.allocate(Long.BYTES).putLong(day.toEpochDay()).array());
    for (String part :
        new String[] {event.userAgent(), event.address(), site, rootOf(event.hostname())}) {
      hash.update(part.getBytes(StandardCharsets.UTF_8));
      hash.update((byte) 0);
    }
    return ByteBuffer.wrap(hash.digest()).getLong();
  }

  private String rootOf(String hostname) {
    String known = registrableDomains.get(hostname);
    if (known != null) {
      return known;
    }
    if (registrableDomains.size() >= REMEMBERED) {
      registrableDomains.clear();
    }
    String root = registrableDomain(hostname);
    registrableDomains.put(hostname, root);
    return root;
  }

  private static String registrableDomain(String hostname) {
    if (hostname.indexOf('.') < 0) {
      return hostname;
    }
    try {
      String domain =
          new HttpUrl.Builder().scheme("http").host(hostname).build().topPrivateDomain();
      return domain == null ? hostname : domain;
    } catch (IllegalArgumentException notAHost) {
      return hostname;
    } catch (IllegalStateException noSuffixes) {
      // On the module path, OkHttp cannot read its own list of public suffixes.
      return lastTwoLabels(hostname);
    }
  }

  private static String lastTwoLabels(String hostname) {
    int secondLevel = hostname.lastIndexOf('.', hostname.lastIndexOf('.') - 1);
    return hostname.substring(secondLevel + 1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
