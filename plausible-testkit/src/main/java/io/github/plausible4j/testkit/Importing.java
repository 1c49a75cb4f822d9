package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.ingest.ImportedChannels;
import io.github.plausible4j.testkit.internal.ingest.IngestSettings;
import io.github.plausible4j.testkit.internal.store.EventStore;
import io.github.plausible4j.testkit.internal.store.ImportedRow;
import io.github.plausible4j.testkit.internal.store.ImportedTable;
import io.github.plausible4j.testkit.internal.store.StoredImport;
import java.util.HashMap;
import java.util.Map;

/** Stores imported statistics, with the channels of their sources. */
final class Importing {
  private final EventStore store;
  private final Directory directory;
  private final ImportedChannels channels;

  Importing(EventStore store, Directory directory, IngestSettings settings) {
    this.store = store;
    this.directory = directory;
    channels = new ImportedChannels(settings);
  }

  void add(ImportedStats stats) {
    Site site = directory.site(stats.site);
    store.addImport(
        site == null ? stats.site : site.id(),
        new StoredImport(
            stats.first, stats.last, stats.rows.stream().map(this::withChannel).toList()));
  }

  private ImportedRow withChannel(ImportedRow row) {
    if (row.table() != ImportedTable.SOURCES) {
      return row;
    }
    Map<String, String> texts = new HashMap<>(row.texts());
    texts.put(
        "channel",
        channels.of(
            row.text("source"),
            row.text("utm_source"),
            row.text("utm_medium"),
            row.text("utm_campaign")));
    return new ImportedRow(row.table(), row.date(), texts, row.counts());
  }
}
