package io.github.plausible4j.admin.model;

/** The generations of Plausible's database schema. */
public enum SchemaGeneration {
  /** Before 2.1.0: users own sites, a pool of activation codes, goals by domain at first. */
  RELEASE_2021("2021 (before 2.1)"),
  /**
   * 2.1.x: users own sites; two-factor authentication (TOTP), plugin tokens; sessions since 2.1.4.
   */
  RELEASE_2("2.x"),
  /** 3.0.0 to 3.2.x: teams own sites. */
  RELEASE_3("3.x"),
  /** Newer than this library, in the middle of a migration, or changed by hand. */
  UNKNOWN("unknown");

  private final String label;

  SchemaGeneration(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
