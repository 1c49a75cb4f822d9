package io.github.plausible4j.sites;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Every call of the two clients once, with arguments that are fine. */
final class SitesCalls {
  private static final String SITE = "a.example";

  private SitesCalls() {}

  static Map<String, Consumer<SitesClient>> ofSites() {
    Map<String, Consumer<SitesClient>> calls = new LinkedHashMap<>();
    calls.put("list", SitesClient::list);
    calls.put("list of a team", sites -> sites.list(new UUID(1, 2)));
    calls.put("listTeams", SitesClient::listTeams);
    calls.put("create", sites -> sites.create(NewSite.of(SITE)));
    calls.put("get", sites -> sites.get(SITE));
    calls.put("changeDomain", sites -> sites.changeDomain(SITE, "b.example"));
    calls.put(
        "configureTracker",
        sites ->
            sites.configureTracker(SITE, TrackerSettings.enabling(TrackerOption.TAGGED_EVENTS)));
    calls.put("delete", sites -> sites.delete(SITE));
    calls.put("createSharedLink", sites -> sites.createSharedLink(SITE, "board"));
    calls.put("goals", sites -> sites.goals(SITE));
    calls.put("createGoal", sites -> sites.createGoal(SITE, NewGoal.event("Signup")));
    calls.put("deleteGoal", sites -> sites.deleteGoal(SITE, 1));
    calls.put("customProperties", sites -> sites.customProperties(SITE));
    calls.put("addCustomProperty", sites -> sites.addCustomProperty(SITE, "author"));
    calls.put("removeCustomProperty", sites -> sites.removeCustomProperty(SITE, "author"));
    calls.put("guests", sites -> sites.guests(SITE));
    calls.put("inviteGuest", sites -> sites.inviteGuest(SITE, "b@example.org", GuestRole.VIEWER));
    calls.put("removeGuest", sites -> sites.removeGuest(SITE, "b@example.org"));
    return calls;
  }
}
