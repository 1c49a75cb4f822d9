package io.github.plausible4j.k8s.release;

/** The parts of a stack; each has the label {@code app.kubernetes.io/component}. */
public enum StackComponent {
  /** What all parts share: the namespace, the service account, the deny-all policy. */
  STACK("stack"),
  /** PostgreSQL: users, sites, goals. */
  POSTGRES("postgres"),
  /** ClickHouse: events and sessions. */
  CLICKHOUSE("clickhouse"),
  /** The Job that creates and migrates both databases. */
  MIGRATION("migration"),
  /** Plausible itself. */
  PLAUSIBLE("plausible"),
  /** The mail server of the original story; only with a release that has one. */
  MAIL("mail"),
  /** The Cloudflare tunnel. */
  TUNNEL("tunnel"),
  /** The Ingress or HTTPRoute. */
  EXPOSURE("exposure"),
  /** The Job that makes the first user. */
  ADMIN("admin");

  /** The label of every object that says which part it belongs to. */
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
