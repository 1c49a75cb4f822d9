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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API server whose certificate is wrong: after a year, after a start without a clock, moved. */
class ServerCertificateTest {
  private static final String PASSWORD = "store-pass";

  @TempDir Path folder;

  @Test
  void oneThatHasExpiredIsRenewedAndNoAuthorityIsBlamed() throws Exception {
    Diagnosis diagnosis = diagnosis("-startdate", "-2y", "-ext", "san=ip:127.0.0.1");

    assertThat(diagnosis.cause()).isEqualTo("the certificate of the API server has expired");
    assertThat(diagnosis.evidence().get(0)).contains("NotAfter");
    assertThat(diagnosis.remedy()).contains("restart k3s").contains("clock");
  }

  @Test
  void oneThatIsNotValidYetIsAMatterOfClocks() throws Exception {
    Diagnosis diagnosis = diagnosis("-startdate", "+2y", "-ext", "san=ip:127.0.0.1");

    assertThat(diagnosis.cause()).isEqualTo("the certificate of the API server is not valid yet");
    assertThat(diagnosis.remedy()).contains("clocks");
  }

  @Test
  void oneForOtherNamesIsShownWithThem() throws Exception {
    Diagnosis diagnosis = diagnosis("-ext", "san=dns:k3s.example.org");

    assertThat(diagnosis.cause()).contains("is for other names than its address");
    assertThat(diagnosis.evidence().get(0)).contains("k3s.example.org");
    assertThat(diagnosis.remedy()).contains("tls-san");
  }

  /** What is said of a server with such a certificate, from an authority that is trusted. */
  private Diagnosis diagnosis(String... certificate) throws Exception {
    keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c");
    keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=server");
    keytool("-exportcert", "-rfc", "-alias", "ca", "-file", file("ca.pem"));
    keytool("-certreq", "-alias", "server", "-file", file("server.csr"));
    List<String> signing = new ArrayList<>(List.of("-gencert", "-alias", "ca", "-validity", "365"));
    signing.addAll(List.of("-infile", file("server.csr"), "-outfile", file("server.pem")));
    signing.addAll(List.of(certificate));
    keytool(signing.toArray(String[]::new));
    keytool("-importcert", "-noprompt", "-alias", "server", "-file", file("server.pem"));
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity()));
    server.start();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://127.0.0.1:" + server.getAddress().getPort())
            .withCaCertFile(file("ca.pem"))
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

  private SSLContext identity() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    store.deleteEntry("ca");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** The JDK's own tool. */
  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", file("store.p12"), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }
}
