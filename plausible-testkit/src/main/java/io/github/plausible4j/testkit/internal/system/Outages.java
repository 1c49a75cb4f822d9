package io.github.plausible4j.testkit.internal.system;

/** The databases that currently do not answer. Thread-safe. For internal use only. */
public final class Outages {
  private volatile boolean postgres;
  private volatile boolean clickHouse;

  /** Whether PostgreSQL is down. */
  public boolean postgres() {
    return postgres;
  }

  /** Whether ClickHouse is down. */
  public boolean clickHouse() {
    return clickHouse;
  }

  /** Takes PostgreSQL down or up. */
  public void setPostgres(boolean down) {
    postgres = down;
  }

  /** Takes ClickHouse down or up. */
  public void setClickHouse(boolean down) {
    clickHouse = down;
  }
}
