package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API server whose certificate is wrong: after a year, after a start without a clock, moved. */
class ServerCertificateTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path folder;

  @Test
  void oneThatHasExpiredIsRenewedAndNoAuthorityIsBlamed() throws Exception {
    Diagnosis diagnosis = diagnosis(forLoopback().validityInterval(inYears(-2), inYears(-1)));

    assertThat(diagnosis.cause()).isEqualTo("the certificate of the API server has expired");
    assertThat(diagnosis.evidence().get(0)).contains("NotAfter");
    assertThat(diagnosis.remedy()).contains("restart k3s").contains("clock");
  }

  @Test
  void oneThatIsNotValidYetIsAMatterOfClocks() throws Exception {
    Diagnosis diagnosis = diagnosis(forLoopback().validityInterval(inYears(2), inYears(3)));

    assertThat(diagnosis.cause()).isEqualTo("the certificate of the API server is not valid yet");
    assertThat(diagnosis.remedy()).contains("clocks");
  }

  @Test
  void oneForOtherNamesIsShownWithThem() throws Exception {
    Diagnosis diagnosis =
        diagnosis(new HeldCertificate.Builder().addSubjectAlternativeName("k3s.example.org"));

    assertThat(diagnosis.cause()).contains("does not cover its address");
    assertThat(diagnosis.evidence().get(0)).contains("k3s.example.org");
    assertThat(diagnosis.remedy()).contains("tls-san");
  }

  private static HeldCertificate.Builder forLoopback() {
    return new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1");
  }

  private static long inYears(int years) {
    return Instant.now().plus(YEAR.multipliedBy(years)).toEpochMilli();
  }

  /** What is said of a server with such a certificate, from an authority that is trusted. */
  private Diagnosis diagnosis(HeldCertificate.Builder certificate) throws Exception {
    HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
    HandshakeCertificates identity =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate.signedBy(authority).build())
            .build();
    Path trusted = Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.sslContext()));
    server.start();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://127.0.0.1:" + server.getAddress().getPort())
            .withCaCertFile(trusted.toString())
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      PlausibleStack stack = PlausibleStack.homelab("https://stats.example.org").build();
      return catchThrowableOfType(
              ProvisioningException.class, () -> StackProvisioner.of(client).plan(stack))
          .diagnoses()
          .get(0);
    } finally {
      server.stop(0);
    }
  }
}
