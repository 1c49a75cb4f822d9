package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.variable.NameSuggestion;
import io.github.plausible4j.k8s.internal.variable.Variable;
import io.github.plausible4j.k8s.internal.variable.Variable.Kind;
import io.github.plausible4j.k8s.internal.variable.Variable.Readers;
import io.github.plausible4j.k8s.internal.variable.Variables;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the names of the variables that the caller sets. */
final class SettingRules {
  private static final int LONGEST_NAME = 253;
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

  /** The paths that have files in Plausible's image. */
  private static final Pattern IN_IMAGE = Pattern.compile("/(app|etc/ssl)/.*", Pattern.DOTALL);

  /** The paths that have files in Plausible's container: those of the image and of the volume. */
  private static final Pattern IN_CONTAINER =
      Pattern.compile("/(app|var/lib/plausible|etc/ssl)/.*", Pattern.DOTALL);

  private final PlausibleStack stack;
  private final PlausibleVersion version;
  private final ProblemCollector problems;

  private SettingRules(PlausibleStack stack, ProblemCollector problems) {
    this.stack = stack;
    this.version = PlausibleVersion.of(stack.release().version());
    this.problems = problems;
  }

  static void check(PlausibleStack stack, ProblemCollector problems) {
    SettingRules rules = new SettingRules(stack, problems);
    stack.settings().forEach(rules::setting);
    SettingValueRules.check(stack, problems);
    stack.secretSettings().forEach(rules::secret);
  }

  private void setting(String name, String value) {
    name("setting", name);
    Optional<Variable> variable = Variables.find(name);
    if (variable.filter(Variable::secret).isPresent()) {
      problems.add(
          "setting",
          name,
          "is secret, but everybody who may read the ConfigMap can read a setting",
          "use secretSetting");
    }
    if (stack.secretSettings().containsKey(name)) {
      problems.add("setting", name, "is set twice", "use either setting or secretSetting");
    }
    variable
        .filter(each -> each.kind() == Kind.FILE && !exists(each, value))
        .ifPresent(each -> missingFile(each, value));
  }

  private void secret(String name, SecretSource source) {
    name("secretSetting", name);
    problems.issued("secretSetting " + shown(name), source, "pass its value");
  }

  /** Passes on only variables that this release of Plausible reads, unless the caller insists. */
  private void name(String field, String name) {
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      problems.add(
          field, name, "is not a valid name of a variable", "write it as LOG_LEVEL, for example");
      return;
    }
    Optional<Variable> known = Variables.find(name);
    if (known.isEmpty()) {
      if (!stack.unknownSettings().contains(name)) {
        problems.add(
            field,
            name,
            "is not a variable that Plausible reads",
            NameSuggestion.of(name).map(right -> "did you mean " + right + "? ").orElse("")
                + "Use unknownSetting(name, SecretSource) to pass it on anyway");
      }
      return;
    }
    Variable variable = known.get();
    switch (variable.role()) {
      case STACK -> problems.add(field, name, "is set by the stack", "use " + variable.owner());
      case RESERVED ->
          problems.add(field, name, "is managed by the stack: " + variable.owner(), "leave it out");
      case IGNORED, SETTING -> {
        if (variable.role() == Variable.Role.IGNORED || !variable.isReadBy(version)) {
          problems.add(
              field,
              name,
              "has no effect in Plausible " + version,
              "leave it out, or use a release that reads it");
        }
      }
    }
  }

  private boolean exists(Variable variable, String path) {
    Pattern places = variable.readers() == Readers.ALL ? IN_IMAGE : IN_CONTAINER;
    return places.matcher(path).matches()
        || stack.secretSettings().keySet().stream()
            .anyMatch(name -> path.equals(Variables.CONFIG_DIR + "/" + name));
  }

  private void missingFile(Variable variable, String path) {
    problems.add(
        "setting",
        variable.name() + "=" + path,
        "names a file that the container does not have",
        variable.readers() == Readers.ALL
            ? "name one below /etc/ssl, or "
                + Variables.CONFIG_DIR
                + "/MY_FILE with unknownSetting(\"MY_FILE\", SecretSource.existing(...))"
            : "use secretSetting(\"MAXMIND_LICENSE_KEY\", ...), or put the file below"
                + " /var/lib/plausible, which is a volume");
  }

  private static String shown(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
