package io.github.plausible4j.k8s.internal.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.variable.Variable;
import io.github.plausible4j.k8s.internal.variable.Variables;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that no text that a customization adds looks like a secret: a secret value that the stack
 * was given, a URL with a password, or the value of a name that is typical of secrets. Messages
 * never show a value.
 */
final class PlainSecrets {
  /** A shorter secret may be part of another word. */
  private static final int MIN_LENGTH_INSIDE_TEXT = 8;

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(passw(or)?d|passphrase|[_-]pwd|[_-]pass|secret|token|api[_-]?key|access[_-]?key"
              + "|private[_-]?key|credentials?)");
  private static final Pattern ADDRESS = Pattern.compile("\\w+://[^/\\s:@]*:[^/\\s@]+@");
  private static final Pattern ARGUMENT =
      Pattern.compile("(?i)-{0,2}[\\w-]*(password|passwd|secret|token|api[_-]?key)=[^$\\s]\\S*");

  /** The paths of the values of variables and of the entries of ConfigMaps. */
  private static final Pattern VARIABLE = Pattern.compile("(?:.*/env/|/data/)([^/]+)(?:/value)?");

  private final List<String> secrets;

  PlainSecrets(List<String> secrets) {
    this.secrets = secrets;
  }

  List<Problem> problems(Edited object) {
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    texts("", object.plainJson(), before);
    texts("", object.json(), after);
    List<Problem> problems = new ArrayList<>();
    after.forEach(
        (path, text) -> {
          if (!before.containsValue(text) && isSecret(path, text)) {
            problems.add(
                object.problem(
                    path.substring(1),
                    "has a secret in plain text, which everyone who may read the object can see",
                    "refer to a key of a Secret, with withSecretVariable or a volume"));
          }
        });
    return problems;
  }

  private boolean isSecret(String path, String text) {
    boolean given =
        secrets.stream()
            .anyMatch(
                secret ->
                    text.equals(secret)
                        || (secret.length() >= MIN_LENGTH_INSIDE_TEXT && text.contains(secret)));
    return given || ADDRESS.matcher(text).find() || hasSecretName(path) || isArgument(path, text);
  }

  /**
   * Whether a path is that of a variable or a ConfigMap entry with a name that is typical of
   * secrets.
   */
  private static boolean hasSecretName(String path) {
    Matcher variable = VARIABLE.matcher(path);
    if (!variable.matches()) {
      return false;
    }
    String name = variable.group(1);
    return NAME.matcher(name).matches()
        || Variables.find(name).filter(Variable::secret).isPresent();
  }

  private static boolean isArgument(String path, String text) {
    return (path.contains("/args/") || path.contains("/command/")) && ARGUMENT.matcher(text).find();
  }

  /**
   * Collects the texts of a tree by path. A list item's name, if it has one, stands for its index.
   */
  private static void texts(String path, JsonNode node, Map<String, String> texts) {
    if (node.isTextual()) {
      texts.put(path, node.asText());
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        String name = node.get(i).path("name").asText(Integer.toString(i));
        texts(path + "/" + name, node.get(i), texts);
      }
    } else {
      node.properties().forEach(each -> texts(path + "/" + each.getKey(), each.getValue(), texts));
    }
  }
}
