package io.github.plausible4j.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.github.plausible4j.admin.internal.smtp.SmtpConversation;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.io.IOException;
import java.net.Socket;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A test mail from a pod with the stack's own mail settings. The program in the pod is Elixir and
 * was run with Bamboo 2 and Mua against a relay that takes mail, one that refuses it, and none; its
 * answers here are those of these runs.
 */
class TestMailTest {
  private final TestCluster cluster = TestCluster.fake();
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void thePodsOwnRelayGetsTheMail() throws Exception {
    GreenMail relay = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    relay.start();
    try {
      PlausibleStack stack = applied(MailSpec.smtp("127.0.0.1", relay.getSmtp().getPort()));
      cluster.kubelet().behave(stack.name() + "-task", pod -> ended(pod, answer(pod)));

      assertThat(ClusterJobs.of(cluster.client(), stack).sendTestMail("me@example.org").changes())
          .containsExactly("mail to me@example.org accepted by the relay");

      assertThat(relay.getReceivedMessages()).hasSize(1);
      assertThat(relay.getReceivedMessages()[0].getContent().toString())
          .contains("Plausible sends mail from https://stats.example.org.");
    } finally {
      relay.stop();
    }
  }

  @Test
  void whatTheRelaySaysIsPassedOnWithoutThePassword() {
    PlausibleStack stack =
        applied(
            MailSpec.smtp("relay.example.org", 587, "me", SecretSource.of("pass-of-the-relay")));
    cluster
        .kubelet()
        .behave(
            stack.name() + "-task",
            pod ->
                ended(
                    pod,
                    "REFUSED 554 5.7.1 <me@example.org>: Sender address rejected: not owned by user"
                        + " (pass-of-the-relay)"));

    assertThatThrownBy(() -> ClusterJobs.of(cluster.client(), stack).sendTestMail("me@example.org"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(
            "554 5.7.1 <me@example.org>: Sender address rejected: not owned by user (***)")
        .hasMessageContaining("MailSpec");
  }

  @Test
  void aStackThatSendsNoMailMakesNoJob() {
    PlausibleStack stack = applied(MailSpec.none());

    assertThatThrownBy(() -> ClusterJobs.of(cluster.client(), stack).sendTestMail("me@example.org"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("sends no mail");
    assertThat(
            cluster.client().batch().v1().jobs().inNamespace(stack.namespace()).list().getItems())
        .noneMatch(job -> job.getMetadata().getName().startsWith(stack.name() + "-task"));
  }

  private PlausibleStack applied(MailSpec mail) {
    PlausibleStack stack =
        PlausibleStack.homelab("https://stats.example.org")
            .namespace(cluster.namespace())
            .storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi"))
            .mail(mail)
            .build();
    StackProvisioner.builder(cluster.client()).preflight(false).build().apply(stack);
    return stack;
  }

  /** A node looks at a pod more than once. */
  private String answer(Pod pod) {
    return answers.computeIfAbsent(pod.getMetadata().getUid(), uid -> delivered(pod));
  }

  /** What the program does by way of the relay that the pod's configuration names. */
  private String delivered(Pod pod) {
    Map<String, String> variables =
        cluster
            .client()
            .configMaps()
            .inNamespace(cluster.namespace())
            .withName(
                pod.getSpec()
                    .getContainers()
                    .get(0)
                    .getEnvFrom()
                    .get(0)
                    .getConfigMapRef()
                    .getName())
            .get()
            .getData();
    try (Socket socket =
        new Socket(
            variables.get("SMTP_HOST_ADDR"), Integer.parseInt(variables.get("SMTP_HOST_PORT")))) {
      SmtpConversation smtp = new SmtpConversation(socket);
      smtp.greeting();
      smtp.hello();
      smtp.expect("250", smtp.ask("MAIL FROM:<plausible@stats.example.org>"), "MAIL");
      smtp.expect("250", smtp.ask("RCPT TO:<" + file(pod, "to") + ">"), "RCPT");
      smtp.expect("354", smtp.ask("DATA"), "DATA");
      smtp.expect(
          "250",
          smtp.ask("Subject: " + file(pod, "subject") + "\r\n\r\n" + file(pod, "text") + "\r\n."),
          "the mail");
      smtp.ask("QUIT");
      return "SENT";
    } catch (IOException e) {
      return "REFUSED " + e.getMessage();
    }
  }

  private String file(Pod pod, String name) {
    String secretName =
        pod.getSpec().getVolumes().stream()
            .filter(volume -> volume.getName().equals("task"))
            .map(volume -> volume.getSecret().getSecretName())
            .findFirst()
            .orElseThrow();
    Secret secret = null;
    for (int look = 0; secret == null && look < 1000; look++) {
      // The node mounts it as soon as it is there.
      secret =
          cluster.client().secrets().inNamespace(cluster.namespace()).withName(secretName).get();
    }
    return new String(Base64.getDecoder().decode(secret.getData().get(name)), UTF_8);
  }

  private static PodStatus ended(Pod pod, String message) {
    return new PodStatusBuilder()
        .withPhase("Succeeded")
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName(pod.getSpec().getContainers().get(0).getName())
                .withImage(pod.getSpec().getContainers().get(0).getImage())
                .withImageID("")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewTerminated()
                .withExitCode(0)
                .withMessage(message)
                .endTerminated()
                .endState()
                .build())
        .build();
  }
}
