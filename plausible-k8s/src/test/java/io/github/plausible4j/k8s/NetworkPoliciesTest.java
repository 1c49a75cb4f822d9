package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.github.plausible4j.k8s.internal.apply.DatabaseJob;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traffic that a stack needs and that is easily forgotten. */
class NetworkPoliciesTest {

  /** The Jobs of {@link DatabaseJob} have this component, whether there was a first user or not. */
  @Test
  void aJobOfAnAdministratorReachesTheDatabaseOfAStackWithoutAFirstUser() {
    Rendered rendered = Rendered.of(PlausibleStack.homelab(Stacks.BASE_URL).build());

    NetworkPolicy policy = rendered.one(NetworkPolicy.class, "plausible-admin");

    assertThat(policy.getSpec().getPodSelector().getMatchLabels())
        .containsEntry(Rendering.COMPONENT, StackComponent.ADMIN.label());
    assertThat(ports(policy)).contains("TCP 5432");
  }

  @Test
  void nameServersAreReachedWhereTheirPodsListenToo() {
    Rendered rendered = Rendered.of(PlausibleStack.homelab(Stacks.BASE_URL).build());

    assertThat(ports(rendered.one(NetworkPolicy.class, "plausible-deny-all")))
        .containsExactly("UDP 53", "TCP 53", "UDP 5353", "TCP 5353");
  }

  @Test
  void aServerThatASettingNamesIsReachedOnItsPort() {
    Rendered rendered =
        Rendered.of(
            PlausibleStack.homelab(Stacks.BASE_URL)
                .setting("S3_DISABLED", "false")
                .setting("S3_ENDPOINT", "http://minio.storage.svc:9000")
                .setting("S3_REGION", "here")
                .setting("S3_EXPORTS_BUCKET", "exports")
                .setting("S3_IMPORTS_BUCKET", "imports")
                .secretSetting("S3_ACCESS_KEY_ID", SecretSource.of("a key"))
                .secretSetting("S3_SECRET_ACCESS_KEY", SecretSource.of("a secret key"))
                .build());

    assertThat(ports(rendered.one(NetworkPolicy.class, "plausible-plausible")))
        .contains("TCP 443", "TCP 80", "TCP 9000");
  }

  private static List<String> ports(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream()
        .map(NetworkPolicyEgressRule::getPorts)
        .flatMap(List::stream)
        .map(port -> port.getProtocol() + " " + port.getPort().getIntVal())
        .toList();
  }
}
