package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.RotationJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Outlives a rotator, not the test; remembers everything that was written. */
final class MemoryJournal implements RotationJournal {
  private final List<JournalEntry> written = new ArrayList<>();

  @Override
  public Optional<JournalEntry> read() {
    return written.isEmpty() ? Optional.empty() : Optional.of(written.get(written.size() - 1));
  }

  @Override
  public void write(JournalEntry entry) {
    written.add(entry);
  }

  List<JournalEntry> written() {
    return written;
  }
}
