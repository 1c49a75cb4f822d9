package io.github.plausible4j.k8s.apiserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeysTest {
  @TempDir Path directory;

  @Test
  void aKeyOfAnEllipticCurveInPkcs8IsNamed() throws Exception {
    assertThat(ClientKeys.named(withData(pem("EC"))).getClientKeyAlgo()).isEqualTo("EC");
    assertThat(ClientKeys.named(withFile(pem("EC"))).getClientKeyAlgo()).isEqualTo("EC");
  }

  @Test
  void otherKeysStayAsTheyAre() throws Exception {
    assertThat(ClientKeys.named(withData(pem("RSA"))).getClientKeyAlgo()).isNotEqualTo("EC");
    assertThat(ClientKeys.named(new ConfigBuilder(Config.empty()).build()).getClientKeyAlgo())
        .isNotEqualTo("EC");
  }

  private static String pem(String algorithm) throws GeneralSecurityException {
    byte[] key =
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static Config withData(String pem) {
    return new ConfigBuilder(Config.empty())
        .withClientKeyData(Base64.getEncoder().encodeToString(pem.getBytes(US_ASCII)))
        .build();
  }

  private Config withFile(String pem) throws IOException {
    Path file = Files.writeString(directory.resolve("client.key"), pem);
    return new ConfigBuilder(Config.empty()).withClientKeyFile(file.toString()).build();
  }
}
