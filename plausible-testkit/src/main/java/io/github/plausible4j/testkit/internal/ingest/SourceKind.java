package io.github.plausible4j.testkit.internal.ingest;

/** What kind of site a visit came from. */
enum SourceKind {
  SEARCH,
  SOCIAL,
  VIDEO,
  SHOPPING,
  EMAIL,
  AI,
  OTHER
}
