package io.github.plausible4j.admin.model;

/** What a guest may do with one site. Before 3.0 an editor is called an admin of the site. */
public enum GuestRole {
  EDITOR,
  VIEWER
}
