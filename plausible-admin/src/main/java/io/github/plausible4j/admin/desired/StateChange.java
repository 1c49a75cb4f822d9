package io.github.plausible4j.admin.desired;

/**
 * One line of a plan.
 *
 * @param subject such as {@code site blog.example.com}
 * @param description what happens to it, or why it is refused
 */
public record StateChange(Kind kind, String subject, String description) {
  /** The kind of a change. */
  public enum Kind {
    CREATE("+"),
    UPDATE("~"),
    DELETE("-"),
    UNCHANGED("="),
    /** The change is impossible, so nothing of the state is applied. */
    REFUSED("!");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    /** The same signs as in the plan of a stack. */
    public String sign() {
      return sign;
    }
  }

  @Override
  public String toString() {
    return kind.sign() + " " + subject + (description.isEmpty() ? "" : ": " + description);
  }
}
