package io.github.plausible4j.admin.model;

/** The role of a guest for one site. Before 3.0 an editor is called an admin of the site. */
public enum GuestRole {
  EDITOR,
  VIEWER
}
