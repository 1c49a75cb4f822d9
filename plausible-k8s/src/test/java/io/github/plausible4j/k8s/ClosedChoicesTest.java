package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.MailProvider;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of every closed choice is checked and rendered. A kind that is added without an
 * example here fails {@link #everyKindHasAnExample}; one that a rule or a renderer does not know
 * fails {@link #everyKindIsCheckedAndRendered}.
 */
class ClosedChoicesTest {
  private static final SecretSource GIVEN = SecretSource.of("Issued-By-Somebody");

  /** An example of a kind, and how a stack gets it. */
  record Example(Object kind, PlausibleStack.Builder stack) {
    @Override
    public String toString() {
      return kind.getClass().getSimpleName() + " of " + kind.getClass().getEnclosingClass();
    }
  }

  static Stream<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (MailSpec mail : mails()) {
      PlausibleRelease release =
          mail instanceof MailSpec.Bundled ? PlausibleRelease.SEED_2022 : PlausibleRelease.CE_3_2;
      examples.add(new Example(mail, builder().release(release).mail(mail)));
    }
    add(
        examples,
        (stack, kind) -> stack.postgres((PostgresSpec) kind),
        PostgresSpec.managed(),
        PostgresSpec.external("postgres://u@db.example.org/stats", GIVEN),
        PostgresSpec.cloudNativePg(1));
    add(
        examples,
        (stack, kind) -> stack.clickHouse((ClickHouseSpec) kind),
        ClickHouseSpec.managed(),
        ClickHouseSpec.external("https://u@ch.example.org/stats", GIVEN),
        ClickHouseSpec.altinity());
    add(
        examples,
        (stack, kind) -> stack.postgres(PostgresSpec.managed().withStorage((StorageSpec) kind)),
        StorageSpec.dynamic(),
        StorageSpec.nfs("nas.local", "/exports/plausible"),
        StorageSpec.existingClaim("old-postgres"));
    add(
        examples,
        (stack, kind) -> stack.exposure((ExposureSpec) kind),
        ExposureSpec.none(),
        ExposureSpec.ingress(),
        ExposureSpec.gateway("gateways", "public"),
        ExposureSpec.tunnelToken(Stacks.TUNNEL_TOKEN),
        ExposureSpec.tunnelConfig(Stacks.TUNNEL_ID, SecretSource.of(Stacks.CREDENTIALS)));
    add(
        examples,
        (stack, kind) -> stack.secretKeyBase((SecretSource) kind),
        SecretSource.generated(),
        SecretSource.existing("vault", "key"),
        SecretSource.of(Stacks.KEY_BASE));
    return examples.stream();
  }

  private static List<MailSpec> mails() {
    List<MailSpec> mails = new ArrayList<>();
    mails.add(MailSpec.none());
    mails.add(MailSpec.smtp("relay.example.org", 2465, "user", GIVEN).withImplicitTls(true));
    mails.add(MailSpec.bundled());
    for (MailProvider provider : MailProvider.values()) {
      String domain = provider == MailProvider.MAILGUN ? "example.org" : null;
      mails.add(new MailSpec.Provider(provider, GIVEN, domain, null, null));
    }
    return mails;
  }

  private static void add(
      List<Example> examples,
      BiFunction<PlausibleStack.Builder, Object, PlausibleStack.Builder> set,
      Object... kinds) {
    for (Object kind : kinds) {
      examples.add(new Example(kind, set.apply(builder(), kind)));
    }
  }

  private static PlausibleStack.Builder builder() {
    return PlausibleStack.raspberryPi(Stacks.BASE_URL);
  }

  @Test
  void everyKindHasAnExample() {
    for (Class<?> choice :
        List.of(
            MailSpec.class,
            PostgresSpec.class,
            ClickHouseSpec.class,
            StorageSpec.class,
            ExposureSpec.class,
            SecretSource.class)) {
      assertThat(withoutExample(choice)).as(choice.getSimpleName()).isEmpty();
    }
  }

  /** The kinds of a closed choice that no example is of. */
  static List<Class<?>> withoutExample(Class<?> choice) {
    List<Class<?>> tried = examples().<Class<?>>map(example -> example.kind().getClass()).toList();
    return Arrays.<Class<?>>stream(choice.getPermittedSubclasses())
        .filter(kind -> !tried.contains(kind))
        .toList();
  }

  /** The check above can fail: a choice with a kind that nobody has heard of is found. */
  @Test
  void aKindThatIsAddedDoesNotPassUnnoticed() {
    assertThat(withoutExample(Choice.class)).containsExactly(Choice.New.class);
  }

  sealed interface Choice {
    record New() implements Choice {}
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyKindIsCheckedAndRendered(Example example) {
    PlausibleStack stack = example.stack().build();

    assertThat(StackManifests.of(stack).objects()).isNotEmpty();
    assertThat(StackManifests.of(stack).toYaml()).doesNotContain("Issued-By-Somebody");
    assertThat(StackSecrets.of(stack)).isNotEmpty();
  }

  /** A way to send mail has an adapter of its own, and its key reaches Plausible. */
  @ParameterizedTest
  @MethodSource("examples")
  void everyWayToSendMailTellsPlausibleItsAdapterAndItsKey(Example example) {
    if (!(example.kind() instanceof MailSpec mail)) {
      return;
    }
    PlausibleStack stack = example.stack().build();
    Map<String, String> variables = mail.variables(stack);

    assertThat(variables).containsKey("MAILER_ADAPTER");
    assertThat(StackManifests.of(stack).toYaml())
        .contains("MAILER_ADAPTER: " + variables.get("MAILER_ADAPTER"));
    mail.credential()
        .ifPresent(
            credential ->
                assertThat(StackSecrets.of(stack))
                    .anyMatch(secret -> secret.keys().contains(credential.variable())));
  }
}
