package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.plausible4j.k8s.internal.render.SecretFiles.SecretFile;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import java.util.List;

/**
 * The Job that creates the first user with a verified address. It uses Plausible's own image, which
 * has no psql but can evaluate Elixir with its own database connection.
 */
final class AdminManifests {
  private static final StackComponent COMPONENT = StackComponent.ADMIN;
  private static final long DEADLINE_SECONDS = 900;
  private static final String SECRETS = "/etc/plausible4j/admin";

  private AdminManifests() {}

  static List<HasMetadata> of(Rendering rendering, AdminUser admin) {
    AppEnvironment environment = new AppEnvironment(rendering);
    Container create =
        environment
            .container("create-admin", COMPONENT)
            .withCommand("/app/bin/plausible", "eval", program())
            .addToVolumeMounts(Workloads.readOnlyMount("admin", SECRETS))
            .build();
    List<SecretFile> secrets =
        List.of(
            SecretFiles.own(rendering, "email", StackSecrets.ADMIN, "email"),
            SecretFiles.own(rendering, "name", StackSecrets.ADMIN, "name"),
            SecretFiles.file(
                rendering,
                "password",
                StackSecrets.ADMIN,
                StackSecrets.PASSWORD,
                admin.password()));
    PodSpec pod =
        environment.pod(COMPONENT, create, Workloads.emptyDir("data"), OwnershipStrategy.PRE_OWNED);
    pod.getVolumes().add(SecretFiles.volume("admin", secrets));
    return List.of(
        Jobs.job(
            rendering,
            COMPONENT,
            Tier.ADMINISTRATION,
            "admin",
            pod,
            DEADLINE_SECONDS,
            admin.email() + "\n" + admin.name()));
  }

  /** An Elixir program that neither logs queries nor shows the parameters of a failed one. */
  private static String program() {
    return """
    Application.load(:plausible)
    {:ok, _} = Application.ensure_all_started(:ssl)
    read = fn name -> String.trim(File.read!("%s/" <> name)) end
    email = read.("email")
    hash = Bcrypt.hash_pwd_salt(read.("password"))
    functions = [~S\"""
    %s
    \""", ~S\"""
    %s
    \"""]
    calls = [
      {"SELECT %s", [email, read.("name"), hash, "true"]},
      {"SELECT %s", [email]}
    ]
    {:ok, outcome, _} =
      Ecto.Migrator.with_repo(Plausible.Repo, fn repo ->
        {:ok, outcome} =
          repo.transaction(fn ->
            Enum.each(functions, fn function -> repo.query!(function, [], log: false) end)
            Enum.flat_map(calls, fn {call, values} ->
              hd(repo.query!(call, values, log: false).rows)
            end)
          end)
        outcome
      end)
    IO.puts("the first user: " <> Enum.join(outcome, ", "))
    """
        .formatted(
            SECRETS,
            DatabaseFunction.CREATE_USER.definition().strip(),
            DatabaseFunction.VERIFY_EMAIL.definition().strip(),
            DatabaseFunction.CREATE_USER.call(),
            DatabaseFunction.VERIFY_EMAIL.call());
  }
}
