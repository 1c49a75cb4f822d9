package io.github.plausible4j.sites;

/**
 * The role of a guest. Names that are newer than this library are accepted.
 *
 * @param name the name in the API
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
