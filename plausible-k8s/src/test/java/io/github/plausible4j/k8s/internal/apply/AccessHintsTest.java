package io.github.plausible4j.k8s.internal.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.Stacks;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.progress.StackAccess;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import org.junit.jupiter.api.Test;

class AccessHintsTest {
  @Test
  void aTunnelByTokenIsToldWhereToSendTheHostAndWhereThePasswordIs() {
    assertThat(access(Stacks.raspberryPi()))
        .hasToString(
            String.join(
                System.lineSeparator(),
                "Plausible: https://stats.example.org",
                "  the tunnel's routes are configured at Cloudflare: route stats.example.org to"
                    + " http://plausible.plausible.svc:80",
                "  the password of me@example.org, if it has not been changed: kubectl -n plausible"
                    + " get secret plausible-admin -o jsonpath='{.data.password}' | base64 -d"));
  }

  @Test
  void aStackThatNothingExposesIsLookedAtThroughAPortForward() {
    assertThat(access(PlausibleStack.homelab(Stacks.BASE_URL).build()).hints())
        .anySatisfy(
            hint ->
                assertThat(hint)
                    .endsWith("kubectl -n plausible port-forward service/plausible 8000:80"))
        .contains("if it has no user yet, the first person to open it becomes its first user");
  }

  @Test
  void aPasswordOfTheCallersIsNotLookedForAndNeverShown() {
    PlausibleStack stack =
        PlausibleStack.production(Stacks.BASE_URL)
            .admin(AdminUser.of("me@example.org").withPassword(SecretSource.of(Stacks.MARK)))
            .build();
    assertThat(access(stack).hints()).isEmpty();
    assertThat(access(stack).toString()).doesNotContain(Stacks.MARK);
  }

  @Test
  void aKeyWithADotIsWrittenAsKubectlReadsIt() {
    PlausibleStack stack =
        PlausibleStack.production(Stacks.BASE_URL)
            .admin(
                AdminUser.of("me@example.org")
                    .withPassword(SecretSource.existing("vault", "admin.password")))
            .build();
    assertThat(access(stack).toString())
        .contains("get secret vault -o jsonpath='{.data.admin\\.password}'");
  }

  private static StackAccess access(PlausibleStack stack) {
    return AccessHints.of(stack, SecretBindings.unbound());
  }
}
