package io.github.plausible4j.admin.rotation;

/** An effect on users that must be acknowledged before a rotation. */
public enum Consequence {
  /** API keys stop working, except those that are passed to the rotation. */
  API_KEYS_STOP_WORKING,
  /** Everybody is logged out. */
  EVERYBODY_IS_LOGGED_OUT,
  /** The application is stopped for a while; events are lost in the meantime. */
  APPLICATION_STOPS
}
