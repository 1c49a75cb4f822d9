package io.github.plausible4j.sites;

/**
 * What a guest may do. Names that are newer than this library pass.
 *
 * @param name the name on the wire
 */
public record GuestRole(String name) {
  /** Sees the statistics. */
  public static final GuestRole VIEWER = new GuestRole("viewer");

  /** Also changes settings of the site. */
  public static final GuestRole EDITOR = new GuestRole("editor");

  @Override
  public String toString() {
    return name;
  }
}
