package io.github.plausible4j.admin.rotation;

import java.util.Optional;

/** Stores the entry of the last rotation, so that it survives the process. */
public interface RotationJournal {
  Optional<JournalEntry> read();

  /** Stores an entry. Returns only when it is durable. */
  void write(JournalEntry entry);
}
