package io.github.plausible4j.admin.desired;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.plausible4j.admin.model.GoalDefinition;
import io.github.plausible4j.admin.model.TeamRole;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a state from YAML and reports where each mistake is. */
final class StateFile {
  private static final int LARGEST = 1 << 20;
  private static final Pattern LINE = Pattern.compile("\\bline:? (\\d{1,9})");

  private final List<String> problems = new ArrayList<>();
  private final Path directory;

  private StateFile(Path directory) {
    this.directory = directory;
  }

  static DesiredState read(Path file) {
    @Nullable JsonNode root;
    try {
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException(
            file + " is larger than 1 MiB; build it with DesiredState.builder()");
      }
      root = parse(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    if (root == null || !root.isObject()) {
      throw new IllegalArgumentException(
          file + " has no keys; start with users:, teams:, sites: or apiKeys:");
    }
    StateFile reader = new StateFile(file.toAbsolutePath().resolveSibling(""));
    DesiredState state = reader.state(root);
    if (!reader.problems.isEmpty()) {
      throw new IllegalArgumentException(file + ":\n- " + String.join("\n- ", reader.problems));
    }
    return state;
  }

  private static @Nullable JsonNode parse(Path file, String yaml) {
    try {
      return new KubernetesSerialization().unmarshal(yaml, JsonNode.class);
    } catch (RuntimeException | StackOverflowError e) {
      // The parser declares no exceptions and recurses as deep as the file nests. The cause is
      // dropped because its message quotes the line, which may contain a secret.
      throw new IllegalArgumentException(
          file + " is not YAML" + place(e) + "; check indentation and quotes");
    }
  }

  private static String place(Throwable failure) {
    Matcher line = LINE.matcher(String.valueOf(failure.getMessage()));
    return line.find() ? " near line " + line.group(1) : "";
  }

  private DesiredState state(JsonNode root) {
    DesiredState.Builder state = DesiredState.builder();
    checkKeys(root, "the file", Set.of("users", "teams", "sites", "apiKeys", "prune"));
    each(root, "users", (node, at) -> state.user(user(node, at)));
    each(root, "teams", (node, at) -> state.team(team(node, at)));
    each(root, "sites", (node, at) -> state.site(site(node, at)));
    each(
        root,
        "apiKeys",
        (node, at) -> {
          checkKeys(node, at, Set.of("user", "name"));
          state.apiKey(new DesiredApiKey(text(node, at, "user"), text(node, at, "name")));
        });
    return state.prune(flag(root, "the file", "prune")).build();
  }

  private DesiredUser user(JsonNode node, String at) {
    checkKeys(node, at, Set.of("email", "name", "passwordFile"));
    return new DesiredUser(
        text(node, at, "email"),
        Optional.ofNullable(node.get("name")).map(JsonNode::asText),
        Optional.ofNullable(node.get("passwordFile"))
            .map(path -> SecretValue.fromFile(directory.resolve(path.asText()))));
  }

  private DesiredTeam team(JsonNode node, String at) {
    checkKeys(node, at, Set.of("name", "owner", "members"));
    Map<String, TeamRole> members = new TreeMap<>();
    JsonNode given = node.path("members");
    given
        .fieldNames()
        .forEachRemaining(
            email ->
                guarded(
                    at + ".members." + email,
                    () ->
                        members.put(
                            email,
                            TeamRole.valueOf(given.get(email).asText().toUpperCase(Locale.ROOT)))));
    return new DesiredTeam(text(node, at, "name"), text(node, at, "owner"), members);
  }

  private DesiredSite site(JsonNode node, String at) {
    checkKeys(
        node,
        at,
        Set.of(
            "domain",
            "owner",
            "team",
            "timezone",
            "public",
            "goals",
            "sharedLinks",
            "properties",
            "pluginTokens"));
    DesiredSite.Builder site =
        DesiredSite.builder(text(node, at, "domain"), text(node, at, "owner"))
            .isPublic(flag(node, at, "public"));
    if (node.has("team")) {
      site.team(node.get("team").asText());
    }
    if (node.has("timezone")) {
      guarded(at + ".timezone", () -> site.timezone(ZoneId.of(node.get("timezone").asText())));
    }
    for (String goal : texts(node, at, "goals")) {
      guarded(
          at + ".goals",
          () ->
              site.goal(
                  goal.startsWith("/") ? GoalDefinition.page(goal) : GoalDefinition.event(goal)));
    }
    texts(node, at, "sharedLinks").forEach(site::sharedLink);
    texts(node, at, "pluginTokens").forEach(site::pluginToken);
    if (node.has("properties")) {
      site.properties(texts(node, at, "properties"));
    }
    return site.build();
  }

  private interface Element {
    void read(JsonNode node, String at);
  }

  private void each(JsonNode root, String name, Element element) {
    JsonNode list = root.path(name);
    if (!list.isMissingNode() && !list.isArray()) {
      problems.add(name + " is not a list; start each entry with a hyphen");
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      JsonNode node = list.get(i);
      String at = name + "[" + i + "]";
      guarded(at, () -> element.read(node, at));
    }
  }

  private void guarded(String at, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException | DateTimeException | UncheckedIOException e) {
      problems.add(at + ": " + e.getMessage());
    }
  }

  private void checkKeys(JsonNode node, String at, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(
                    at + " has an unknown key " + name + "; known keys are " + sorted(known));
              }
            });
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static String text(JsonNode node, String at, String name) {
    if (!node.path(name).isTextual() || node.path(name).asText().isBlank()) {
      throw new IllegalArgumentException("has no text " + name + "; add it to " + at);
    }
    return node.get(name).asText();
  }

  private boolean flag(JsonNode node, String at, String name) {
    JsonNode value = node.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      problems.add(at + "." + name + " is \"" + value.asText() + "\"; use true or false");
    }
    return value.asBoolean(false);
  }

  private List<String> texts(JsonNode node, String at, String name) {
    List<String> texts = new ArrayList<>();
    JsonNode list = node.path(name);
    if (!list.isMissingNode() && !list.isArray()) {
      problems.add(at + "." + name + " is not a list; write [a, b]");
    }
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
