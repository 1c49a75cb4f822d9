package io.github.plausible4j.testkit.internal.ingest;

import java.util.Map;

/**
 * Computes the channels of imported sources, because imports do not have them. For internal use
 * only.
 */
public final class ImportedChannels {
  private final Channels channels;

  /** Creates channels like those of a server with these settings. */
  public ImportedChannels(IngestSettings settings) {
    channels = new Channels(new Sources(settings.afterRelease32()));
  }

  /** The channel of an imported source and its campaign; each may be empty. */
  public String of(String source, String utmSource, String utmMedium, String utmCampaign) {
    return channels.of(
        Map.of("utm_medium", utmMedium, "utm_campaign", utmCampaign), utmSource, source);
  }
}
