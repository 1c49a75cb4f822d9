package io.github.plausible4j.admin.model;

import java.util.List;

/** What every operation that writes says about itself. */
public interface AdminResult {
  ChangeOutcome outcome();

  /** What was changed, one short statement each, without secrets; empty unless CHANGED. */
  List<String> changes();
}
