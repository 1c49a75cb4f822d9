package io.github.plausible4j.k8s.dns;

/**
 * What became of a host's DNS record.
 *
 * @param host the host
 * @param target where it leads, {@code <tunnel id>.cfargotunnel.com}
 * @param action what was done
 */
public record DnsChange(String host, String target, Action action) {

  /** What can be done with a record. */
  public enum Action {
    /** There was none. */
    CREATED,
    /** It had another target. */
    UPDATED,
    /** It was as it should be. */
    UNCHANGED,
    /** It is gone. */
    DELETED,
    /** There was none to delete. */
    ABSENT
  }

  /** A line for people. */
  @Override
  public String toString() {
    return host
        + " → "
        + target
        + switch (action) {
          case CREATED -> ": created";
          case UPDATED -> ": updated";
          case UNCHANGED -> ": as it should be";
          case DELETED -> ": deleted";
          case ABSENT -> ": was not there";
        };
  }
}
