package io.github.plausible4j.admin.rotation;

/** A consequence that a rotation must be told to be accepted. */
public enum Acknowledgement {
  /** API keys stop working, but for those that are known to the rotation. */
  API_KEYS,
  /** Everybody is logged out. */
  SESSIONS,
  /** The application is stopped for a while; events are lost in the meantime. */
  DOWNTIME
}
