package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeProject;
import io.github.plausible4j.k8s.internal.compose.ComposeService;
import io.github.plausible4j.k8s.internal.compose.ComposeService.Kind;
import io.github.plausible4j.k8s.internal.variable.NameSuggestion;
import io.github.plausible4j.k8s.internal.variable.Variable;
import io.github.plausible4j.k8s.internal.variable.Variables;
import io.github.plausible4j.k8s.release.Architecture;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.stack.ComposeImport.Item;
import io.github.plausible4j.k8s.validation.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Maps a compose project to a stack, and records what happened to each line. Contains secrets. */
final class ComposeMapping {
  private static final String FILE = "_FILE";
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** Variables of compose itself, and of the databases that it ran. */
  private static final Pattern FOR_COMPOSE = Pattern.compile("(?:COMPOSE|DOCKER|BUILDKIT)_.*");

  private static final Pattern FOR_DATABASES =
      Pattern.compile(
          "POSTGRES(?:QL)?(?!_(?:URL|URI|DSN))[A-Z_]*|PG(?:USER|PASSWORD|DATABASE|HOST|PORT|DATA|_[A-Z_]*)|CLICKHOUSE_(?:USER|PASSWORD|DB|SKIP_USER_SETUP"
              + "|DEFAULT_ACCESS_MANAGEMENT|ADMIN_USER|ADMIN_PASSWORD)");

  /** Variables without which Plausible does not start. */
  private static final Set<String> NEEDED =
      Set.of(
          "BASE_URL",
          "SECRET_KEY_BASE",
          "TOTP_VAULT_KEY",
          "DATABASE_URL",
          "CLICKHOUSE_DATABASE_URL");

  private static final Set<String> YES = Set.of("1", "t", "true", "y", "yes", "on");
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");
  private static final Set<String> NO = Set.of("0", "f", "false", "n", "no", "off");

  private final ComposeProject project;
  private final Path path;
  private final Optional<ComposeService> application;
  private final String source;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Set<String> reported = new HashSet<>();
  private final List<Item> used = new ArrayList<>();
  private final List<Item> left = new ArrayList<>();
  private final List<Item> unused = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final ComposeHosts hosts;
  private final PlausibleStack.Builder stack;

  ComposeMapping(ComposeProject project, Path path) {
    this.project = project;
    this.path = path;
    this.application = project.service(Kind.PLAUSIBLE);
    this.source =
        application.map(service -> "service " + service.name()).orElse(project.files().get(0));
    hosts = new ComposeHosts(project.networks());
    problems.addAll(project.problems());
    variables.putAll(application.map(ComposeService::environment).orElse(project.variables()));
    application.ifPresent(
        service ->
            service.secrets().keySet().stream()
                .filter(name -> Variables.find(name).isPresent())
                .forEach(name -> secret(service, name)));
    // A compose file tells nothing of the cluster's processors.
    stack =
        PlausibleStack.builder(variables.getOrDefault("BASE_URL", ""))
            .architecture(Architecture.ANY);
  }

  ComposeImport map() {
    ComposeImages images = new ComposeImages(project, this);
    PlausibleVersion version = PlausibleVersion.of(images.release().version());
    stack.release(images.release());
    images.follows().ifPresent(stack::follows);
    variables.keySet().stream()
        .filter(name -> name.endsWith(FILE) && known(withoutFile(name)))
        .toList()
        .forEach(this::secretFile);
    variables.entrySet().stream()
        .filter(entry -> entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(
            name -> {
              variables.remove(name);
              notUsed(name, "it is empty");
            });
    others();
    fromShell();
    standIns();
    baseUrl();
    ComposeKeys keys = new ComposeKeys(project, this);
    keys.map(stack);
    registration();
    admin();
    new ComposeDatabases(project, this, version).map(stack);
    new ComposeMail(this, hosts).map(stack);
    variables.forEach((name, value) -> variable(name, value, version));
    keys.reportGenerated();
    new ComposeLeftovers(project, application, this).report();
    return new ComposeImport(project.files(), stack, used, left, unused, problems);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** Parses a boolean. If the value is neither true nor false, adds a problem and returns empty. */
  Optional<Boolean> yesOrNo(String name) {
    String written = value(name).orElse("").toLowerCase(Locale.ROOT);
    if (YES.contains(written) || NO.contains(written)) {
      return Optional.of(YES.contains(written));
    }
    problem(name, "is neither true nor false", "use one of them");
    return Optional.empty();
  }

  ComposeHosts hosts() {
    return hosts;
  }

  static boolean isForCompose(String name) {
    return FOR_COMPOSE.matcher(name).matches();
  }

  /** Whether a variable of Plausible's own service or of {@code .env} is already reported. */
  boolean isReported(String name) {
    return variables.containsKey(name) || reported.contains(source + name);
  }

  void used(String name, String outcome) {
    item(used, source, name, outcome);
  }

  void leftToStack(String name, String outcome) {
    item(left, source, name, outcome);
  }

  void notUsed(String name, String outcome) {
    item(unused, source, name, outcome);
  }

  void problem(String name, String rule, String remedy) {
    reported.add(source + name);
    String value = variables.get(name);
    boolean shown = value != null && Variables.isPublic(name) && value.indexOf('@') < 0;
    problems.add(new Problem(name, shown ? value : null, rule, remedy));
  }

  void problem(ComposeService service, String key, String rule, String remedy) {
    reported.add("service " + service.name() + key);
    problems.add(new Problem("service " + service.name() + " " + key, null, rule, remedy));
  }

  void service(List<Item> list, ComposeService service, String name, String outcome) {
    item(list, "service " + service.name(), name, outcome);
  }

  void env(List<Item> list, String name, String outcome) {
    item(list, ".env", name, outcome);
  }

  List<Problem> problems() {
    return problems;
  }

  Map<String, String> variables() {
    return variables;
  }

  List<Item> used() {
    return used;
  }

  List<Item> left() {
    return left;
  }

  List<Item> unused() {
    return unused;
  }

  private void item(List<Item> list, String from, String name, String outcome) {
    if (reported.add(from + name)) {
      list.add(new Item(from, CONTROL.matcher(name).replaceAll("?"), outcome));
    }
  }

  private static boolean known(String name) {
    return Variables.find(name).isPresent();
  }

  private static String withoutFile(String name) {
    return name.substring(0, name.length() - FILE.length());
  }

  /** Reads a compose secret, which Plausible sees as a file named like the variable. */
  private void secret(ComposeService service, String name) {
    Optional<String> content = service.readSecret(name);
    if (content.isPresent()) {
      variables.put(name, content.get());
    } else {
      problem(
          name,
          "is a compose secret whose content is not in the files",
          "set " + name + " in a file of variables, or put it into a file under secrets");
    }
  }

  /**
   * Plausible itself does not read {@code _FILE} variables, but other images and custom scripts do.
   */
  private void secretFile(String name) {
    String file = value(name).orElse("");
    variables.remove(name);
    String variable = withoutFile(name);
    String target = file.substring(file.lastIndexOf('/') + 1);
    Optional<String> content = application.flatMap(service -> service.readSecret(target));
    if (content.isPresent()) {
      variables.putIfAbsent(variable, content.get());
      used(name, "the file has the value of " + variable);
    } else {
      problem(
          name,
          "names a file inside the container, so its content is unknown here",
          "set " + variable + " to its content, or define it under secrets in the compose file");
    }
  }

  /** A running Plausible has these values somewhere, so they must not be generated. */
  private void fromShell() {
    application.ifPresent(
        service ->
            service
                .unset()
                .forEach(
                    (name, shell) -> {
                      if (name.equals("SECRET_KEY_BASE")
                          || (NEEDED.contains(name) && !isPassedOn(service, name))) {
                        problem(
                            name,
                            "comes from the shell and is in no file",
                            "add " + shell + " to .env");
                      }
                    }));
  }

  /**
   * A name without a value stays unset if the shell does not set it; Plausible then uses its
   * default.
   */
  private static boolean isPassedOn(ComposeService service, String name) {
    return name.equals(service.unset().get(name)) && !name.equals("BASE_URL");
  }

  private void standIns() {
    variables.entrySet().stream()
        .filter(entry -> known(entry.getKey()) && StandIn.is(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(
            name -> {
              problem(
                  name,
                  "is a placeholder for a value that is kept or created elsewhere",
                  "write the value of " + name + " itself, decrypted and complete");
              variables.remove(name);
            });
  }

  private void baseUrl() {
    if (value("BASE_URL").isEmpty()) {
      if (isReported("BASE_URL")) {
        return;
      }
      problem("BASE_URL", "is missing", "add BASE_URL=https://stats.example.org");
    } else {
      used("BASE_URL", "base URL " + ProblemCollector.shown(value("BASE_URL").orElse("")));
    }
  }

  /** A stack is made from one Plausible. */
  private void others() {
    for (String name : project.repeated()) {
      item(
          unused,
          application.isPresent() ? ".env" : source,
          name + " (above)",
          "a line below sets it again");
    }
    for (ComposeService service : project.services()) {
      String url = service.environment().getOrDefault("BASE_URL", "");
      if (service.kind() == Kind.PLAUSIBLE
          && application.filter(service::equals).isEmpty()
          && !service.isOptional()
          && !url.isEmpty()
          && value("BASE_URL").filter(url::equals).isEmpty()) {
        problem(
            service,
            "BASE_URL",
            "belongs to another Plausible than " + source,
            "keep only one of them in the files; a stack is made from one");
      }
    }
  }

  private void registration() {
    value("DISABLE_REGISTRATION")
        .ifPresent(
            written -> {
              for (Registration registration : Registration.values()) {
                if (registration.disableRegistration().equals(written)) {
                  stack.registration(registration);
                  used("DISABLE_REGISTRATION", "registration " + registration);
                  return;
                }
              }
              problem(
                  "DISABLE_REGISTRATION",
                  "is not a value that Plausible accepts",
                  "use true, false or invite_only");
            });
    if (value("ENABLE_EMAIL_VERIFICATION").isPresent()) {
      yesOrNo("ENABLE_EMAIL_VERIFICATION")
          .ifPresent(
              verified -> {
                stack.emailVerification(verified);
                used("ENABLE_EMAIL_VERIFICATION", "e-mail verification " + verified);
              });
    }
  }

  private void admin() {
    Optional<String> email = value("ADMIN_USER_EMAIL");
    if (email.isEmpty()) {
      for (String other : List.of("ADMIN_USER_NAME", "ADMIN_USER_PWD")) {
        value(other).ifPresent(v -> notUsed(other, "ADMIN_USER_EMAIL is not set"));
      }
      return;
    }
    AdminUser admin = AdminUser.of(email.get());
    used("ADMIN_USER_EMAIL", "first user");
    Optional<String> name = value("ADMIN_USER_NAME");
    if (name.isPresent()) {
      admin = admin.withName(name.get());
      used("ADMIN_USER_NAME", "name of the first user");
    }
    Optional<String> password = value("ADMIN_USER_PWD");
    if (password.isPresent()) {
      admin = admin.withPassword(SecretSource.of(password.get()));
      used("ADMIN_USER_PWD", "password of the first user");
    }
    stack.admin(admin);
  }

  private void variable(String name, String value, PlausibleVersion version) {
    if (reported.contains(source + name)) {
      return;
    }
    Optional<Variable> found = Variables.find(name);
    if (found.isEmpty()) {
      unknown(name);
      return;
    }
    Variable variable = found.get();
    switch (variable.role()) {
      case RESERVED -> leftToStack(name, variable.owner());
      case IGNORED -> notUsed(name, variable.owner());
      case STACK -> notUsed(name, "nothing else in the files needs it");
      case SETTING -> setting(variable, value, version);
    }
  }

  private void setting(Variable variable, String value, PlausibleVersion version) {
    String name = variable.name();
    Optional<String> unreachable = hosts.unreachableAddress(value);
    if (name.equals("LISTEN_IP") && !EVERY_ADDRESS.contains(value)) {
      leftToStack(name, "Plausible listens on every address of its pod");
    } else if (!variable.isReadBy(version)) {
      notUsed(name, "Plausible " + version + " does not read it");
    } else if (unreachable.isPresent()) {
      problem(name, unreachable.get(), "use a host that the cluster can reach");
    } else if (variable.secret()) {
      stack.secretSetting(name, SecretSource.of(value));
      used(name, "secret setting");
    } else {
      stack.setting(name, value);
      used(name, "setting " + ProblemCollector.shown(value));
    }
  }

  private void unknown(String name) {
    String meant = name.strip();
    if (!meant.equals(name) && known(meant)) {
      problem(
          meant,
          "has a space in its name, so Plausible does not read it",
          "write " + meant + "=value without a space before the =");
    } else if (name.equals(ComposeLeftovers.TUNNEL_TOKEN)) {
      leftToStack(name, ComposeLeftovers.TUNNEL);
    } else if (isForCompose(name)) {
      leftToStack(name, ComposeLeftovers.COMPOSE);
    } else if (FOR_DATABASES.matcher(name).matches()) {
      leftToStack(name, "the stack's databases have their own logins");
    } else if (project.interpolated().contains(name)) {
      used(name, "used in other values");
    } else {
      Optional<String> near = NameSuggestion.of(name);
      if (near.isPresent() && value(near.get()).isEmpty()) {
        problem(
            name,
            "is not a variable that Plausible reads",
            "rename it to " + near.get() + " if that is what you mean, otherwise remove it");
      } else {
        notUsed(name, "Plausible does not read it");
      }
    }
  }

  Path path() {
    return path;
  }
}
