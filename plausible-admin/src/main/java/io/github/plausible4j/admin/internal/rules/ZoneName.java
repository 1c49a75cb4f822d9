package io.github.plausible4j.admin.internal.rules;

import java.time.ZoneId;

/** The name with which Plausible stores a time zone. For internal use only. */
public final class ZoneName {
  private ZoneName() {}

  /**
   * The IANA name of a zone, with Etc/UTC for UTC. Rejects other zones of Java, such as UTC+02:00,
   * because the dashboard cannot use them.
   */
  public static String of(ZoneId zone) {
    String id = zone.getId();
    if (id.equals("Z") || id.equals("UTC")) {
      return "Etc/UTC";
    }
    if (!ZoneId.getAvailableZoneIds().contains(id) || id.startsWith("SystemV/")) {
      throw new IllegalArgumentException(
          "timezone " + id + " is not in the IANA database; use one such as Europe/Berlin");
    }
    return id;
  }
}
