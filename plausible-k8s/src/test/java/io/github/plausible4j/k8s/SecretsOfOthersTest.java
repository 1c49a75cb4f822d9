package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What somebody else wrote into a Secret is theirs, as any other field is. */
class SecretsOfOthersTest {
  private static final String VARIABLE = "SMTP_USER_PWD";

  @Test
  void aSecretOfSomebodyElseIsAConflictUntilItIsTakenOver() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = stack(cluster, "of the stack");
      ProvisioningContract.secret(cluster, stack.named("mail"), VARIABLE, "of somebody else");
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());

      StackPlan plan = provisioner.plan(stack);

      Change conflict = plan.of(Change.Action.CONFLICT).get(0);
      assertThat(conflict.object().name()).isEqualTo(stack.named("mail"));
      assertThat(conflict.conflicts().get(0).field()).isEqualTo(".data." + VARIABLE);
      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("someone else has set fields to other values than the stack's");
      assertThat(password(cluster, stack)).isEqualTo("of somebody else");

      StackProvisioner.builder(cluster.client())
          .takeOver(conflict.conflicts().get(0).manager())
          .preflight(false)
          .build()
          .apply(stack);
      assertThat(password(cluster, stack)).isEqualTo("of the stack");
    }
  }

  @Test
  void aSecretOfTheStackFollowsWhatIsGivenAgainAndAgain() {
    try (TestCluster cluster = TestCluster.fake()) {
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      for (String password : new String[] {"first", "second", "third"}) {
        PlausibleStack stack = stack(cluster, password);

        provisioner.apply(stack);

        assertThat(password(cluster, stack)).isEqualTo(password);
      }
    }
  }

  private static PlausibleStack stack(TestCluster cluster, String password) {
    return ProvisioningContract.stack(cluster)
        .mail(MailSpec.smtp("smtp.example.org", 587, "stats", SecretSource.of(password)))
        .build();
  }

  private static String password(TestCluster cluster, PlausibleStack stack) {
    String encoded =
        cluster
            .client()
            .secrets()
            .inNamespace(cluster.namespace())
            .withName(stack.named("mail"))
            .get()
            .getData()
            .get(VARIABLE);
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
