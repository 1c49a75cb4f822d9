package io.github.plausible4j.k8s;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plausible4j.k8s.apiserver.FakeApiServer;
import io.github.plausible4j.k8s.internal.http.FakeHttp;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody waits long, and in silence, for a cluster that is not there. */
class UnreachableClusterTest {
  private static final PlausibleStack STACK =
      PlausibleStack.homelab("https://stats.example.org").build();

  /** With the client's own settings, which repeat a failed request for twenty seconds. */
  private static KubernetesClient client(String url) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(Config.empty()).withMasterUrl(url).build())
        .build();
  }

  /** Of a server that answers or refuses, however long that takes on a busy machine. */
  private static Diagnosis refused(String url) {
    return refused(url, Duration.ofMinutes(2));
  }

  private static Diagnosis refused(String url, Duration firstAnswer) {
    try (KubernetesClient client = client(url)) {
      StackProvisioner provisioner =
          StackProvisioner.builder(client).firstAnswer(firstAnswer).build();
      ProvisioningException failure =
          catchThrowableOfType(ProvisioningException.class, () -> provisioner.plan(STACK));
      assertThat(failure.diagnoses()).hasSize(1);
      return failure.diagnoses().get(0);
    }
  }

  @Test
  void aClusterThatIsDownIsNotAskedAgainAndAgain() throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket cutting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> cut(cutting, connections), "cutting-server");
      server.setDaemon(true);
      server.start();

      Diagnosis diagnosis = refused("http://127.0.0.1:" + cutting.getLocalPort());

      assertThat(diagnosis.cause()).isEqualTo("the API server does not answer");
      // The client's own settings would repeat it for twenty seconds.
      assertThat(connections).hasValueLessThanOrEqualTo(2);
    }
  }

  private static void cut(ServerSocket server, AtomicInteger connections) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        connections.incrementAndGet();
        client.setSoLinger(true, 0);
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  @Test
  void aClusterThatIsDownIsReportedAsDown() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Diagnosis diagnosis = refused("https://127.0.0.1:" + port);

    assertThat(diagnosis.cause())
        .isEqualTo("nothing accepts connections at the API server's address");
    assertThat(diagnosis.evidence().get(0)).startsWith("https://127.0.0.1:" + port + ": ");
    assertThat(diagnosis.remedy()).contains("kubectl get nodes").contains("another context");
  }

  @Test
  void aClusterThatNeverAnswersIsGivenUpAfterFifteenSeconds() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        KubernetesClient client = client("http://127.0.0.1:" + silent.getLocalPort())) {
      ProvisioningException failure =
          catchThrowableOfType(
              ProvisioningException.class, () -> StackProvisioner.of(client).plan(STACK));
      Diagnosis diagnosis = failure.diagnoses().get(0);

      assertThat(diagnosis.cause()).isEqualTo("the API server does not answer");
      assertThat(diagnosis.evidence().get(0)).endsWith("within 15 s");
      assertThat(diagnosis.remedy()).contains("VPN");
    }
  }

  @Test
  void aMissingKubeconfigIsReported() {
    Diagnosis diagnosis = refused("https://kubernetes.default.svc:1");

    assertThat(diagnosis.cause()).isEqualTo("no cluster is configured");
    assertThat(diagnosis.remedy()).startsWith("set KUBECONFIG to a file that names a cluster");
  }

  @Test
  void aNameThatNobodyKnowsIsNamed() {
    Diagnosis diagnosis = refused("https://pi.invalid:6443");

    assertThat(diagnosis.cause()).isEqualTo("the host name of the API server cannot be resolved");
    assertThat(diagnosis.evidence().get(0)).contains("pi.invalid");
  }

  @Test
  void aServerThatSpeaksNoTlsIsNotTrusted() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerInPlainText(plain), "plain-text-server");
      server.setDaemon(true);
      server.start();

      Diagnosis diagnosis = refused("https://127.0.0.1:" + plain.getLocalPort());

      assertThat(diagnosis.cause()).isEqualTo("the certificate of the API server is not trusted");
      assertThat(diagnosis.remedy()).contains("certificate authority");
    }
  }

  private static void answerInPlainText(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
        client.getInputStream().read();
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  /** As that of an Ingress controller, or of a TLS port that is spoken to without. */
  @ParameterizedTest
  @CsvSource({
    "404, 404 page not found",
    "400, Client sent an HTTP request to an HTTPS server.",
    "200, <html>Welcome</html>",
    "200, []"
  })
  void anAnswerOfSomebodyElseIsNotTakenForTheClusters(int status, String body) {
    try (FakeHttp somebody = FakeHttp.start(request -> FakeHttp.Reply.of(status, body + "\n"))) {
      Diagnosis diagnosis = refused(somebody.url(""));

      assertThat(diagnosis.cause())
          .isEqualTo("the server at this address is not a Kubernetes API server");
      assertThat(diagnosis.evidence())
          .containsExactly(somebody.url("") + ": status " + status + ", " + body);
      assertThat(diagnosis.remedy()).contains("https").contains("6443").contains("another context");
    }
  }

  @Test
  void aRefusalOfTheServerIsContact() {
    try (FakeApiServer server = FakeApiServer.start();
        KubernetesClient client = server.client()) {
      server.faults().refuse(503, request -> request.path().equals("/version"));

      assertThatCode(() -> StackProvisioner.of(client).plan(STACK)).doesNotThrowAnyException();
    }
  }

  @Test
  void anApplySaysWhichClusterItGoesToBeforeItWaits() {
    List<String> told = new ArrayList<>();
    ProvisionListener listener =
        new ProvisionListener() {
          @Override
          public void connecting(String server) {
            told.add("connecting " + server);
          }

          @Override
          public void failed(ProvisioningException failure) {
            told.add(failure.diagnoses().get(0).cause());
          }
        };
    try (KubernetesClient client = client("https://pi.invalid:6443/")) {
      assertThatThrownBy(() -> StackProvisioner.of(client).apply(STACK, listener))
          .isInstanceOf(ProvisioningException.class);
    }

    assertThat(told)
        .containsExactly(
            "connecting https://pi.invalid:6443",
            "the host name of the API server cannot be resolved");
  }
}
