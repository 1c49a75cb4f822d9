package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeProject;
import io.github.plausible4j.k8s.internal.compose.ComposeService;
import io.github.plausible4j.k8s.internal.compose.ComposeService.Kind;
import io.github.plausible4j.k8s.internal.variable.NameSuggestion;
import io.github.plausible4j.k8s.internal.variable.Variables;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Maps the keys for sessions and two-factor authentication of a compose project, and finds them
 * under other names.
 */
final class ComposeKeys {
  /** Base64 or hexadecimal digits, and long enough for the session key. */
  private static final Pattern LIKE_A_KEY = Pattern.compile("[A-Za-z0-9+/=_-]{64,200}");

  private final ComposeMapping mapping;
  private final Optional<ComposeService> application;

  ComposeKeys(ComposeProject project, ComposeMapping mapping) {
    this.mapping = mapping;
    this.application = project.service(Kind.PLAUSIBLE);
  }

  void map(PlausibleStack.Builder stack) {
    Optional<String> keyBase = mapping.value("SECRET_KEY_BASE");
    keyBase.ifPresent(
        key -> {
          stack.secretKeyBase(SecretSource.of(key));
          stack.totpVaultKey(DerivedVaultKey.of(key));
          mapping.used("SECRET_KEY_BASE", "secretKeyBase, and the two-factor key derived from it");
        });
    mapping
        .value("TOTP_VAULT_KEY")
        .ifPresent(
            key -> {
              stack.totpVaultKey(SecretSource.of(key));
              mapping.used("TOTP_VAULT_KEY", "totpVaultKey");
            });
    if (keyBase.isEmpty()) {
      keyOfAnotherName();
    }
  }

  /** Runs last, because the key may turn out to have another name. */
  void reportGenerated() {
    boolean isElsewhere =
        mapping.problems().stream()
            .anyMatch(
                problem ->
                    problem.field().equals("SECRET_KEY_BASE")
                        || problem.remedy().contains("SECRET_KEY_BASE"));
    if (mapping.value("SECRET_KEY_BASE").isEmpty() && !isElsewhere) {
      mapping.leftToStack(
          "SECRET_KEY_BASE",
          "it is not in the files, so one is generated; API keys and two-factor logins of"
              + " another key are lost");
    }
  }

  /** Plausible does not start without a key, so the project has one somewhere. */
  private void keyOfAnotherName() {
    application.ifPresent(
        service ->
            service.secrets().keySet().stream()
                .filter(name -> Variables.find(name).isEmpty())
                .filter(
                    name -> service.readSecret(name).filter(ComposeKeys::isLikeAKey).isPresent())
                .forEach(
                    name ->
                        mapping.problem(
                            service,
                            "secret " + name,
                            "looks like Plausible's secret key, and there is no SECRET_KEY_BASE",
                            "set its target to SECRET_KEY_BASE if it is that key, otherwise remove"
                                + " it")));
    mapping
        .variables()
        .forEach(
            (name, value) -> {
              if (Variables.find(name).isEmpty()
                  && !name.endsWith(ComposeLeftovers.TUNNEL_TOKEN)
                  && NameSuggestion.of(name).isEmpty()
                  && isLikeAKey(value)) {
                mapping.problem(
                    name,
                    "looks like Plausible's secret key, and there is no SECRET_KEY_BASE",
                    "rename it to SECRET_KEY_BASE if it is that key, otherwise remove it");
              }
            });
  }

  private static boolean isLikeAKey(String value) {
    return LIKE_A_KEY.matcher(value).matches();
  }
}
