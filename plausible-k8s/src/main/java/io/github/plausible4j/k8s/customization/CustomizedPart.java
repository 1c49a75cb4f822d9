package io.github.plausible4j.k8s.customization;

import io.github.plausible4j.k8s.release.StackComponent;

/** The pods or objects that a customization is for. */
public enum CustomizedPart {
  /** Every part, the Jobs included. */
  ALL,
  /** Plausible itself. */
  PLAUSIBLE,
  /** PostgreSQL, if it runs in the cluster. */
  POSTGRES,
  /** ClickHouse, if it runs in the cluster. */
  CLICKHOUSE,
  /** The connectors of the tunnel. */
  TUNNEL,
  /** The mail server of {@code MailSpec.bundled()}. */
  MAIL,
  /** The Jobs that migrate the databases and create the first user. */
  JOBS;

  /** Whether a component belongs to this part. */
  public boolean includes(StackComponent component) {
    return this == ALL
        || switch (component) {
          case PLAUSIBLE -> this == PLAUSIBLE;
          case POSTGRES -> this == POSTGRES;
          case CLICKHOUSE -> this == CLICKHOUSE;
          case TUNNEL -> this == TUNNEL;
          case MAIL -> this == MAIL;
          case MIGRATION, ADMIN -> this == JOBS;
          case STACK, EXPOSURE -> false;
        };
  }
}
