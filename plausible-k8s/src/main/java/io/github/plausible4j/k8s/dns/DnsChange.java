package io.github.plausible4j.k8s.dns;

/**
 * What was done with the DNS record of a host.
 *
 * @param host the host
 * @param target the target of the record, {@code <tunnel id>.cfargotunnel.com}
 * @param action what was done
 */
public record DnsChange(String host, String target, Action action) {

  /** The possible actions. */
  public enum Action {
    /** The record did not exist and was created. */
    CREATED,
    /** The record had another target and was changed. */
    UPDATED,
    /** The record already had the target. */
    UNCHANGED,
    /** The record was deleted. */
    DELETED,
    /** There was no record to delete. */
    ABSENT
  }

  /** The change as one readable line. */
  @Override
  public String toString() {
    return host
        + " → "
        + target
        + switch (action) {
          case CREATED -> ": created";
          case UPDATED -> ": updated";
          case UNCHANGED -> ": unchanged";
          case DELETED -> ": deleted";
          case ABSENT -> ": did not exist";
        };
  }
}
