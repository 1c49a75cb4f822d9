package io.github.plausible4j.admin.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A team, which owns sites since 3.0.
 *
 * @param owners the emails of the owners
 * @param acceptTrafficUntil the day after which all its events are dropped; empty without such a
 *     day
 * @param twoFactorForced whether each member must use two-factor authentication (TOTP)
 */
public record TeamInfo(
    UUID identifier,
    String name,
    List<String> owners,
    long sites,
    int hourlyApiRequests,
    Optional<LocalDate> acceptTrafficUntil,
    boolean twoFactorForced) {
  public TeamInfo {
    owners = List.copyOf(owners);
  }
}
