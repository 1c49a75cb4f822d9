package io.github.plausible4j.k8s.apiserver;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * Sets the algorithm of client keys: the Kubernetes client assumes that a PKCS#8 key is an RSA key.
 */
final class ClientKeys {
  private ClientKeys() {}

  /**
   * Sets the algorithm in the configuration if its key is an elliptic curve key. Returns the
   * configuration.
   */
  static Config named(Config config) {
    if (pem(config).filter(ClientKeys::isEllipticCurve).isPresent()) {
      config.setClientKeyAlgo("EC");
    }
    return config;
  }

  private static Optional<String> pem(Config config) {
    if (config.getClientKeyData() != null) {
      byte[] decoded = Base64.getMimeDecoder().decode(config.getClientKeyData());
      return Optional.of(new String(decoded, StandardCharsets.US_ASCII));
    }
    return Optional.ofNullable(config.getClientKeyFile()).map(Path::of).map(ClientKeys::read);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEllipticCurve(String pem) {
    if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
      return false;
    }
    byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    try {
      KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
      return true;
    } catch (GeneralSecurityException anotherAlgorithm) {
      return false;
    }
  }
}
