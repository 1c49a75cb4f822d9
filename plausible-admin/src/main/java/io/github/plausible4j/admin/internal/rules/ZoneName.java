package io.github.plausible4j.admin.internal.rules;

import java.time.ZoneId;

/** The name with which Plausible stores a time zone. For internal use only. */
public final class ZoneName {
  private ZoneName() {}

  /**
   * The IANA name of a zone, with Etc/UTC for UTC. Refuses other zones of Java, such as UTC+02:00,
   * because the dashboard would fail with them.
   */
  public static String of(ZoneId zone) {
    String id = zone.getId();
    if (id.equals("Z") || id.equals("UTC")) {
      return "Etc/UTC";
    }
    if (!ZoneId.getAvailableZoneIds().contains(id) || id.startsWith("SystemV/")) {
      throw new IllegalArgumentException(
          "timezone " + id + " has no name in the IANA database; give one such as Europe/Berlin");
    }
    return id;
  }
}
