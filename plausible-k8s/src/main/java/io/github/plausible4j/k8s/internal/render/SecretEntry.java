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

/** One key of a Secret, and how its value comes about. No form of it shows a value. */
public sealed interface SecretEntry {
  String key();

  /** A value that the caller gave. */
  record Given(String key, SecretValue value) implements SecretEntry {}

  /** A value made at random when the Secret is created, and never again. */
  record Generated(String key, Kind kind) implements SecretEntry {}

  /** A value put together from text and from other keys. */
  record Composed(String key, List<Part> parts) implements SecretEntry {
    public Composed {
      parts = List.copyOf(parts);
    }

    static Composed of(String key, Part... parts) {
      return new Composed(key, Arrays.asList(parts));
    }

    /** The value, with the values of other keys looked up by the caller. */
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

    /** Whether a value is an address of another server or database than this one. */
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

  /** A piece of a composed value. */
  sealed interface Part permits Text, Reference {}

  /** Text that is no secret. */
  record Text(String text) implements Part {}

  /** The value of a key, of this Secret or of another one, in an encoding. */
  record Reference(String secretName, String key, Encoding encoding) implements Part {}

  /** How a value is written into a composed one. */
  enum Encoding {
    /** As it is. */
    PLAIN {
      @Override
      String encode(String value) {
        return value;
      }
    },
    /** For the user information of a URL. */
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

  /** What is made at random. */
  enum Kind {
    /** 32 letters and digits: 190 bits, and harmless in any URL, file and shell. */
    PASSWORD {
      @Override
      public String generate(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        random.ints(32, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(password::append);
        return password.toString();
      }
    },
    /** 64 characters, from 48 random bytes: what Plausible asks of SECRET_KEY_BASE. */
    KEY_BASE {
      @Override
      public String generate(SecureRandom random) {
        return base64(random, 48);
      }
    },
    /** Base64 of 32 random bytes: what Plausible asks of TOTP_VAULT_KEY. */
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

  /** What changes whenever a value of a Secret does, and tells none. */
  static String digest(Map<String, String> values) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(values)
        .forEach(
            (key, value) -> all.append(key).append('\n').append(sha256Hex(value)).append('\n'));
    return sha256Hex(all.toString());
  }

  /** SHA-256 of a text in UTF-8, lower-case hexadecimal. */
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
