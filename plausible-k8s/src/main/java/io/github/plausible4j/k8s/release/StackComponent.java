package io.github.plausible4j.k8s.release;

/** The parts of a stack; each has the label {@code app.kubernetes.io/component}. */
public enum StackComponent {
  /** The shared objects: the namespace, the service account, the deny-all policy. */
  STACK("stack"),
  /** PostgreSQL: users, sites, goals. */
  POSTGRES("postgres"),
  /** ClickHouse: events and sessions. */
  CLICKHOUSE("clickhouse"),
  /** The Job that creates and migrates both databases. */
  MIGRATION("migration"),
  /** Plausible itself. */
  PLAUSIBLE("plausible"),
  /** The mail server; only in a release that has one. */
  MAIL("mail"),
  /** The Cloudflare tunnel. */
  TUNNEL("tunnel"),
  /** The Ingress or HTTPRoute. */
  EXPOSURE("exposure"),
  /** The Job that creates the first user. */
  ADMIN("admin");

  /** The label that names the component of an object. */
  public static final String LABEL = "app.kubernetes.io/component";

  private final String label;

  StackComponent(String label) {
    this.label = label;
  }

  /** The value of the label {@code app.kubernetes.io/component}. */
  public String label() {
    return label;
  }
}
