package io.github.plausible4j.testkit.internal.ingest;

/** The kind of site that a visit came from. */
enum SourceKind {
  SEARCH,
  SOCIAL,
  VIDEO,
  SHOPPING,
  EMAIL,
  AI,
  OTHER
}
