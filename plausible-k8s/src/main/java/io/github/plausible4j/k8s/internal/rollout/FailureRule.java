package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A failure that is recognized by the messages of a program, a node or a controller.
 *
 * @param cause the cause, with an optional placeholder {@code %s} for a name
 * @param texts the rule matches if one of them is found, ignoring case; a rule without texts
 *     matches every text
 * @param remedy what to do; may depend on the container
 */
record FailureRule(Weight weight, String cause, Remedy remedy, List<Pattern> texts) {

  /** What to do about a failure. */
  interface Remedy {
    String of(ContainerContext container, String text);
  }

  /** A failure that remains until somebody fixes it. The texts are regular expressions. */
  static FailureRule terminal(String cause, String remedy, String... texts) {
    return terminal(cause, (container, text) -> remedy, texts);
  }

  static FailureRule terminal(String cause, Remedy remedy, String... texts) {
    return new FailureRule(Weight.TERMINAL, cause, remedy, patterns(texts));
  }

  /** A failure that may pass. The texts are regular expressions. */
  static FailureRule lasting(String cause, String remedy, String... texts) {
    return lasting(cause, (container, text) -> remedy, texts);
  }

  static FailureRule lasting(String cause, Remedy remedy, String... texts) {
    return new FailureRule(Weight.LASTING, cause, remedy, patterns(texts));
  }

  /** A state that is expected to pass. */
  static FailureRule passing(String cause, String remedy) {
    return new FailureRule(Weight.PASSING, cause, (container, text) -> remedy, List.of());
  }

  private static List<Pattern> patterns(String... texts) {
    return Stream.of(texts).map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE)).toList();
  }

  /** The first rule that matches a text. The rules are sorted from specific to general. */
  static Optional<FailureRule> first(List<FailureRule> rules, String text) {
    return rules.stream().filter(rule -> rule.matches(text)).findFirst();
  }

  /**
   * The rule for the last line that matches one. The last message of a program says why it ended.
   */
  static Optional<Match> last(List<Line> lines, Function<String, List<FailureRule>> rules) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      Line line = lines.get(i);
      Optional<FailureRule> rule = first(rules.apply(line.english()), line.english());
      if (rule.isPresent()) {
        return Optional.of(new Match(rule.get(), line.written()));
      }
    }
    return Optional.empty();
  }

  /**
   * A line of a log.
   *
   * @param written as the program wrote it
   * @param english the same with its known phrases in English
   */
  record Line(String written, String english) {
    static Line of(String written) {
      return new Line(written, PostgresLanguages.inEnglish(written));
    }
  }

  /** A rule and the line that it was found in. */
  record Match(FailureRule rule, String line) {}

  boolean matches(String text) {
    return texts.isEmpty() || texts.stream().anyMatch(each -> each.matcher(text).find());
  }

  /** Returns a copy with a name in its cause. */
  FailureRule naming(String name) {
    return new FailureRule(weight, cause.formatted(name), remedy, texts);
  }

  /** The finding for a text of a container. */
  Finding finding(ContainerContext container, String text, List<String> evidence) {
    return Finding.of(container.pod(), cause, evidence, remedy.of(container, text), weight);
  }
}
