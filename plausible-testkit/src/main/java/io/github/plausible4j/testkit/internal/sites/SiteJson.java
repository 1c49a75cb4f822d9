package io.github.plausible4j.testkit.internal.sites;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.account.TrackerConfiguration;
import io.github.plausible4j.testkit.internal.wire.JsonValues;

/** A site as the Sites API shows it. */
final class SiteJson {
  private SiteJson() {}

  static ObjectNode of(Site site) {
    TrackerConfiguration tracker = site.contents().tracker();
    ObjectNode json =
        JsonValues.object().put("domain", site.domain()).put("timezone", site.timezone().getId());
    json.set("custom_properties", JsonValues.tree(site.contents().properties()));
    ObjectNode configuration =
        json.putObject("tracker_script_configuration")
            .put("id", tracker.id())
            .put("installation_type", tracker.installationType());
    TrackerSettings.SWITCHES.forEach(name -> configuration.put(name, tracker.isOn(name)));
    return json;
  }
}
