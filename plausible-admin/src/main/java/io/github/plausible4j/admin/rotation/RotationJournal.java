package io.github.plausible4j.admin.rotation;

import java.util.Optional;

/** Keeps the entry of the last rotation where it outlives the process. */
public interface RotationJournal {
  Optional<JournalEntry> read();

  /** Returns when the entry is kept for certain. */
  void write(JournalEntry entry);
}
