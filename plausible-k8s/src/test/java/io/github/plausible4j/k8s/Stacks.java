package io.github.plausible4j.k8s;

import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.Registration;
import io.github.plausible4j.k8s.stack.ResourceProfile;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Stacks that tests render: those of the golden files, and all combinations of parts. */
public final class Stacks {
  public static final String BASE_URL = "https://stats.example.org";

  /** Every secret that a test hands in has this inside. */
  public static final String MARK = "pLaUsIbLeSeCrEt";

  public static final String TUNNEL_TOKEN =
      base64(
          "{\"a\":\""
              + MARK
              + "\",\"t\":\"6ff42ae2-765d-4adf-8112-31c55c1551ef\",\"s\":\""
              + MARK
              + "\"}");
  static final String TUNNEL_ID = "6ff42ae2-765d-4adf-8112-31c55c1551ef";
  public static final String CREDENTIALS =
      "{\"AccountTag\":\"a\",\"TunnelSecret\":\"" + MARK + "\",\"TunnelID\":\"" + TUNNEL_ID + "\"}";
  public static final String KEY_BASE = MARK + "0".repeat(64);
  static final String VAULT_KEY = base64(MARK + "0".repeat(32 - MARK.length()));

  private Stacks() {}

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The board of the original story, with one NFS server and one tunnel token. */
  public static PlausibleStack raspberryPi() {
    return PlausibleStack.raspberryPi(BASE_URL)
        .storage(StorageSpec.nfs("nas.local", "/exports/plausible"))
        .exposure(ExposureSpec.tunnelToken(TUNNEL_TOKEN))
        .admin(AdminUser.of("me@example.org"))
        .build();
  }

  /** By name, in the order of the documentation; each has a golden file. */
  public static Map<String, PlausibleStack> golden() {
    Map<String, PlausibleStack> stacks = new LinkedHashMap<>();
    stacks.put("raspberry-pi", raspberryPi());
    stacks.put("homelab", PlausibleStack.homelab(BASE_URL).build());
    stacks.put(
        "production",
        PlausibleStack.production(BASE_URL)
            .exposure(ExposureSpec.ingress().withClassName("nginx").withTlsSecret("stats-tls"))
            .mail(
                MailSpec.smtp("smtp.example.org", 587, "plausible", SecretSource.of(MARK))
                    .withFrom("stats@example.org"))
            .statisticsRetentionDays(730)
            .build());
    stacks.put(
        "operators",
        PlausibleStack.production(BASE_URL)
            .postgres(PostgresSpec.cloudNativePg(3))
            .clickHouse(ClickHouseSpec.altinity())
            .exposure(ExposureSpec.gateway("gateways", "public"))
            .build());
    stacks.put(
        "original-story",
        PlausibleStack.raspberryPi(BASE_URL)
            .release(PlausibleRelease.SEED_2022)
            .storage(
                StorageSpec.nfs("nas.local", "/exports/plausible")
                    .withOwnership(OwnershipStrategy.CHOWN_INIT))
            .exposure(ExposureSpec.tunnelConfig(TUNNEL_ID, SecretSource.of(CREDENTIALS)))
            .mail(MailSpec.bundled())
            .admin(AdminUser.of("me@example.org"))
            .build());
    stacks.put("customized", CustomizedStack.rich());
    return stacks;
  }

  /** Any legal stack. */
  static Arbitrary<PlausibleStack> any() {
    Arbitrary<PlausibleStack.Builder> bases =
        Combinators.combine(
                Arbitraries.of("plausible", "p", "stats-of-a-very-long-name-as-long-as-can"),
                Arbitraries.of(
                    PlausibleRelease.CE_3_2,
                    PlausibleRelease.CE_2_1,
                    PlausibleRelease.CE_2_0,
                    PlausibleRelease.SEED_2022),
                Arbitraries.of(ResourceProfile.values()),
                Arbitraries.of(Architecture.values()),
                Arbitraries.of(Registration.values()),
                Arbitraries.of(true, false),
                sources(KEY_BASE),
                sources(VAULT_KEY))
            .as(
                (name, release, profile, architecture, registration, bare, keyBase, vaultKey) ->
                    PlausibleStack.builder(BASE_URL)
                        .name(name)
                        .release(release)
                        .resources(profile)
                        .architecture(architecture)
                        .registration(registration)
                        .createNamespace(!bare)
                        .networkPolicies(!bare)
                        .secretKeyBase(keyBase)
                        .totpVaultKey(vaultKey));
    return Combinators.combine(
            bases, storages(), postgres(), clickHouse(), exposures(), mails(), admins(), replicas())
        .as(
            (base, storage, postgres, clickHouse, exposure, mail, admin, replicas) -> {
              if (clickHouse instanceof ClickHouseSpec.Altinity) {
                base.name("a-name-as-long-as-an-operator-does");
              }
              base.storage(storage)
                  .postgres(postgres)
                  .clickHouse(clickHouse)
                  .exposure(exposure)
                  .mail(mail)
                  .replicas(replicas)
                  .visitorAffinityAcknowledged();
              admin.ifPresent(base::admin);
              base.secretSetting("MAXMIND_LICENSE_KEY", SecretSource.of(MARK));
              base.setting("LOG_LEVEL", "info");
              return base.build();
            });
  }

  private static Arbitrary<SecretSource> sources(String value) {
    return Arbitraries.of(
        SecretSource.generated(), SecretSource.of(value), SecretSource.existing("vault", "a-key"));
  }

  private static Arbitrary<SecretSource> issued(String value) {
    return Arbitraries.of(SecretSource.of(value), SecretSource.existing("vault", "a-key"));
  }

  private static Arbitrary<StorageSpec> storages() {
    return Arbitraries.of(
        StorageSpec.dynamic(),
        StorageSpec.dynamic("local-path", "20Gi"),
        StorageSpec.nfs("nas.local", "/exports/"),
        StorageSpec.nfs("192.0.2.7", "/e", List.of("nfsvers=4.1", "hard"), "30Gi")
            .withOwnership(OwnershipStrategy.CHOWN_INIT));
  }

  private static Arbitrary<PostgresSpec> postgres() {
    Arbitrary<PostgresSpec> managed =
        sources(MARK)
            .map(
                source ->
                    PostgresSpec.managed()
                        .withSuperuserPassword(source)
                        .withDataDirectory(source instanceof SecretValue ? "." : "pgdata"));
    Arbitrary<PostgresSpec> external =
        issued(MARK)
            .map(
                source ->
                    PostgresSpec.external(
                        "postgres://app@db.example.org/stats?sslmode=require", source));
    return Arbitraries.oneOf(
        managed,
        Arbitraries.of(
            PostgresSpec.managed().withStorage(StorageSpec.existingClaim("old-postgres")),
            PostgresSpec.cloudNativePg(3).withStorage(StorageSpec.dynamic())),
        external);
  }

  private static Arbitrary<ClickHouseSpec> clickHouse() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            ClickHouseSpec.managed(),
            ClickHouseSpec.managed().withNodeSelector(Map.of("board", "pi5", "disk", "ssd")),
            ClickHouseSpec.altinity().withStorage(StorageSpec.dynamic("fast", "50Gi"))),
        issued(MARK)
            .map(source -> ClickHouseSpec.external("https://app@ch.example.org/stats", source)));
  }

  private static Arbitrary<ExposureSpec> exposures() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            ExposureSpec.none(),
            ExposureSpec.ingress().withHost("stats.example.org"),
            ExposureSpec.ingress()
                .withTlsSecret("tls")
                .withAnnotations(Map.of("a.example/x", "1", "b.example/y", "2")),
            ExposureSpec.gateway("gateways", "public").withListener("https")),
        issued(TUNNEL_TOKEN).map(ExposureSpec::tunnelToken),
        issued(CREDENTIALS).map(source -> ExposureSpec.tunnelConfig(TUNNEL_ID, source)));
  }

  private static Arbitrary<MailSpec> mails() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            MailSpec.none(), MailSpec.smtp("relay.example.org", 465).withFrom("a@example.org")),
        issued(MARK).map(source -> MailSpec.smtp("relay.example.org", 587, "u", source)),
        issued(MARK).map(MailSpec::postmark));
  }

  private static Arbitrary<Optional<AdminUser>> admins() {
    return Arbitraries.oneOf(
        Arbitraries.of(Optional.<AdminUser>empty()),
        sources(MARK)
            .map(
                source ->
                    Optional.of(
                        AdminUser.of("me@example.org").withName("Me").withPassword(source))));
  }

  private static Arbitrary<Integer> replicas() {
    return Arbitraries.of(1, 2);
  }
}
