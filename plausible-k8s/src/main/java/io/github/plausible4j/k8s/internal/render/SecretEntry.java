package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** A key of a Secret and the source of its value. {@code toString()} shows no value. */
public sealed interface SecretEntry {
  String key();

  /** A value that the caller gave. */
  record Given(String key, SecretValue value) implements SecretEntry {}

  /** A random value that is generated only when the Secret is created. */
  record Generated(String key, Kind kind) implements SecretEntry {}

  /** A value that is composed of text and the values of other keys. */
  record Composed(String key, List<Part> parts) implements SecretEntry {
    public Composed {
      parts = List.copyOf(parts);
    }

    static Composed of(String key, Part... parts) {
      return new Composed(key, Arrays.asList(parts));
    }

    /** Composes the value. The function returns the values of other keys. */
    public String compose(Function<Reference, String> values) {
      StringBuilder composed = new StringBuilder();
      for (Part part : parts) {
        if (part instanceof Text text) {
          composed.append(text.text());
        } else if (part instanceof Reference reference) {
          composed.append(reference.encoding().encode(values.apply(reference)));
        }
      }
      return composed.toString();
    }

    /** Whether a value is a URL of another server or database than this one. */
    boolean leadsElsewhere(String value) {
      return parts.get(parts.size() - 1) instanceof Text server
          && server.text().startsWith("@")
          && !value.endsWith(server.text());
    }

    /** The keys that the value depends on. */
    public List<Reference> references() {
      return parts.stream().filter(Reference.class::isInstance).map(Reference.class::cast).toList();
    }
  }

  /** A part of a composed value. */
  sealed interface Part permits Text, Reference {}

  /** Text that is not secret. */
  record Text(String text) implements Part {}

  /** The encoded value of a key of this Secret or another one. */
  record Reference(String secretName, String key, Encoding encoding) implements Part {}

  /** The encoding of a value in a composed one. */
  enum Encoding {
    /** No encoding. */
    PLAIN {
      @Override
      String encode(String value) {
        return value;
      }
    },
    /** Percent-encoding, for the user information of a URL. */
    PERCENT {
      @Override
      String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      }
    },
    /** SHA-256 in lower-case hexadecimal. */
    SHA256_HEX {
      @Override
      String encode(String value) {
        return sha256Hex(value);
      }
    };

    abstract String encode(String value);
  }

  /** The kind of a random value. */
  enum Kind {
    /** 32 letters and digits, which are 190 bits and need no escaping in URLs, files and shells. */
    PASSWORD {
      @Override
      public String generate(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        random.ints(32, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(password::append);
        return password.toString();
      }
    },
    /** 64 characters of base64 from 48 random bytes, as Plausible requires for SECRET_KEY_BASE. */
    KEY_BASE {
      @Override
      public String generate(SecureRandom random) {
        return base64(random, 48);
      }
    },
    /** Base64 of 32 random bytes, as Plausible requires for TOTP_VAULT_KEY. */
    BASE64_OF_32_BYTES {
      @Override
      public String generate(SecureRandom random) {
        return base64(random, 32);
      }
    };

    private static final String ALPHABET =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public abstract String generate(SecureRandom random);

    private static String base64(SecureRandom random, int bytes) {
      byte[] made = new byte[bytes];
      random.nextBytes(made);
      return Base64.getEncoder().encodeToString(made);
    }
  }

  /** A digest that changes with every value of a Secret and reveals none. */
  static String digest(Map<String, String> values) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(values)
        .forEach(
            (key, value) -> all.append(key).append('\n').append(sha256Hex(value)).append('\n'));
    return sha256Hex(all.toString());
  }

  /** The SHA-256 digest of a text in UTF-8, in lower-case hexadecimal. */
  static String sha256Hex(String text) {
    Objects.requireNonNull(text, "text");
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
