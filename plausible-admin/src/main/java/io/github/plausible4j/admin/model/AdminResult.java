package io.github.plausible4j.admin.model;

import java.util.List;

/** The result of an operation that writes. */
public interface AdminResult {
  ChangeOutcome outcome();

  /** The changes, one short statement each, without secrets; empty unless CHANGED. */
  List<String> changes();
}
