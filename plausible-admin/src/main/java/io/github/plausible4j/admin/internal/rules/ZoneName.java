package io.github.plausible4j.admin.internal.rules;

import java.time.ZoneId;

/** The name by which Plausible stores a time zone. For internal use only. */
public final class ZoneName {
  private ZoneName() {}

  /**
   * The application knows zones by their IANA names, and UTC as Etc/UTC. Java knows further ones,
   * such as UTC+02:00, at which the dashboard would fail.
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
