package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A failure that is recognized by what a program, a node or a controller says.
 *
 * @param texts finds one of the texts, in upper or lower case
 * @param remedy what to do, which may depend on the container
 */
record FailureRule(Pattern texts, String cause, Remedy remedy, Weight weight) {

  /** What to do about a failure. */
  interface Remedy {
    String of(ContainerContext container, String text);
  }

  /** A failure that stays until somebody acts. The texts are regular expressions. */
  static FailureRule terminal(String cause, String remedy, String... texts) {
    return terminal(cause, (container, text) -> remedy, texts);
  }

  static FailureRule terminal(String cause, Remedy remedy, String... texts) {
    return new FailureRule(pattern(texts), cause, remedy, Weight.TERMINAL);
  }

  /** A failure that may pass. The texts are regular expressions. */
  static FailureRule lasting(String cause, String remedy, String... texts) {
    return new FailureRule(pattern(texts), cause, (container, text) -> remedy, Weight.LASTING);
  }

  private static Pattern pattern(String... texts) {
    return Pattern.compile(
        Stream.of(texts).map(text -> "(?:" + text + ")").collect(Collectors.joining("|")),
        Pattern.CASE_INSENSITIVE);
  }

  /** The first of some rules that a text matches; they are sorted from particular to general. */
  static Optional<FailureRule> first(List<FailureRule> rules, String text) {
    return rules.stream().filter(rule -> rule.matches(text)).findFirst();
  }

  /** The rule for the last line that matches one: what a program says last is why it ended. */
  static Optional<Match> last(List<FailureRule> rules, List<String> lines, Predicate<String> also) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      Optional<FailureRule> rule = also.test(line) ? first(rules, line) : Optional.empty();
      if (rule.isPresent()) {
        return Optional.of(new Match(rule.get(), line));
      }
    }
    return Optional.empty();
  }

  /** A rule and the line that it was found in. */
  record Match(FailureRule rule, String line) {}

  private boolean matches(String text) {
    return texts.matcher(text).find();
  }

  /** What was found in the text of a container. */
  Finding finding(ContainerContext container, String text, List<String> evidence) {
    return Finding.of(container.pod(), cause, evidence, remedy.of(container, text), weight);
  }
}
