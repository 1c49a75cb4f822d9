package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.RotationResult;
import java.util.ArrayList;
import java.util.List;

/** Collects notes and new keys from steps for the result. Not thread-safe. */
final class RotationResults {
  private final List<String> notes = new ArrayList<>();
  private final List<RotationResult.ReplacedApiKey> minted = new ArrayList<>();

  void note(String note) {
    notes.add(note);
  }

  void minted(List<RotationResult.ReplacedApiKey> keys) {
    minted.clear();
    minted.addAll(keys);
  }

  RotationResult of(JournalEntry entry, RotationResult.Outcome outcome) {
    String live =
        outcome == RotationResult.Outcome.FINISHED ? entry.newVersion() : entry.oldVersion();
    return new RotationResult(entry.secret(), outcome, live, notes, minted);
  }
}
