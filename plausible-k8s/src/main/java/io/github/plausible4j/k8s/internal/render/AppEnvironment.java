package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.github.plausible4j.k8s.internal.render.SecretFiles.SecretFile;
import io.github.plausible4j.k8s.internal.variable.Variables;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.Registration;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of every container with Plausible's image: variables from a ConfigMap, and
 * secrets as files in CONFIG_DIR, or as variables if the release cannot read files.
 */
public final class AppEnvironment {
  static final int PORT = 8000;
  static final String DATA_DIRECTORY = "/var/lib/plausible";

  private final Rendering rendering;
  private final PlausibleVersion version;

  public AppEnvironment(Rendering rendering) {
    this.rendering = rendering;
    this.version = PlausibleVersion.of(rendering.stack().release().version());
  }

  ConfigMap configMap() {
    return Workloads.configMap(
        rendering, StackComponent.PLAUSIBLE, rendering.stack().named("env"), variables());
  }

  private Map<String, String> variables() {
    PlausibleStack stack = rendering.stack();
    Map<String, String> variables = new TreeMap<>(stack.mail().variables(stack));
    String from = stack.mail().from();
    if (from != null) {
      variables.put("MAILER_EMAIL", from);
    } else if (!version.hasMua()) {
      variables.put("MAILER_EMAIL", "plausible@" + stack.host());
    }
    variables.put("BASE_URL", stack.baseUrl());
    variables.put("DISABLE_REGISTRATION", disableRegistration(stack.registration()));
    variables.put(version.hasMua() ? "HTTP_PORT" : "PORT", Integer.toString(PORT));
    variables.put("RELEASE_TMP", "/tmp");
    // Otherwise Erlang reserves memory for the limit of open files, which some runtimes set to
    // 2^30.
    variables.put("ERL_FLAGS", "+Q 65536");
    if (version.readsFiles()) {
      variables.put("CONFIG_DIR", Variables.CONFIG_DIR);
    }
    if (version.hasVerificationSetting()) {
      variables.put("ENABLE_EMAIL_VERIFICATION", Boolean.toString(stack.emailVerification()));
    }
    variables.putAll(stack.settings());
    return variables;
  }

  /** A release without invitations is closed to everyone instead. */
  private String disableRegistration(Registration registration) {
    return registration == Registration.INVITE_ONLY && !version.knowsInvitations()
        ? Registration.CLOSED.disableRegistration()
        : registration.disableRegistration();
  }

  /** All secrets that Plausible reads. Each file has the name of the variable. */
  private List<SecretFile> secrets() {
    PlausibleStack stack = rendering.stack();
    List<SecretFile> secrets = new ArrayList<>();
    secrets.add(SecretFiles.own(rendering, "DATABASE_URL", StackSecrets.DATABASE, "DATABASE_URL"));
    secrets.add(
        SecretFiles.own(
            rendering,
            "CLICKHOUSE_DATABASE_URL",
            StackSecrets.CLICKHOUSE,
            "CLICKHOUSE_DATABASE_URL"));
    add(secrets, "SECRET_KEY_BASE", StackSecrets.SECRET_KEY_BASE, stack.secretKeyBase());
    if (version.hasTotp()) {
      add(secrets, "TOTP_VAULT_KEY", StackSecrets.TOTP_VAULT_KEY, stack.totpVaultKey());
    }
    stack
        .mail()
        .credential()
        .ifPresent(
            credential ->
                add(secrets, credential.variable(), StackSecrets.MAIL, credential.source()));
    stack
        .secretSettings()
        .forEach((variable, source) -> add(secrets, variable, StackSecrets.SETTINGS, source));
    return secrets;
  }

  private void add(List<SecretFile> secrets, String variable, String role, SecretSource source) {
    secrets.add(SecretFiles.file(rendering, variable, role, variable, source));
  }

  /** A container with Plausible's image, its variables and secrets, and writable directories. */
  public ContainerBuilder container(String name, StackComponent component) {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(Workloads.mount("tmp", "/tmp"));
    if (version.readsFiles()) {
      mounts.add(Workloads.readOnlyMount("secrets", Variables.CONFIG_DIR));
    }
    if (version.hasDataDirectory()) {
      mounts.add(Workloads.mount("data", DATA_DIRECTORY));
    }
    return new ContainerBuilder()
        .withName(name)
        .withImage(rendering.stack().release().plausibleImage())
        .addNewEnvFrom()
        .withNewConfigMapRef()
        .withName(rendering.stack().named("env"))
        .endConfigMapRef()
        .endEnvFrom()
        .withEnv(version.readsFiles() ? List.of() : secretVariables())
        .withResources(Hardening.resources(rendering.stack(), component))
        .withSecurityContext(Hardening.container(version.hasDataDirectory()))
        .withVolumeMounts(mounts);
  }

  private List<EnvVar> secretVariables() {
    List<EnvVar> variables = new ArrayList<>();
    for (SecretFile secret : secrets()) {
      variables.add(
          new EnvVarBuilder()
              .withName(secret.file())
              .withNewValueFrom()
              .withNewSecretKeyRef()
              .withName(secret.secretName())
              .withKey(secret.key())
              .endSecretKeyRef()
              .endValueFrom()
              .build());
    }
    return variables;
  }

  /** A pod for a {@link #container}, with its volumes. The caller chooses the data volume. */
  public PodSpec pod(
      StackComponent component, Container container, Volume data, OwnershipStrategy ownership) {
    PodSpec pod =
        Hardening.pod(
            rendering, component, rendering.stack().nodeSelector(), version.uid(), ownership);
    pod.getContainers().add(container);
    pod.getVolumes().add(Workloads.emptyDir("tmp"));
    if (version.readsFiles()) {
      pod.getVolumes().add(SecretFiles.volume("secrets", secrets()));
    }
    if (version.hasDataDirectory()) {
      pod.getVolumes().add(data);
    }
    return pod;
  }
}
