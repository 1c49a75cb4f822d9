package io.github.plausible4j.admin.rotation;

/** What a rotation does to users only if it is acknowledged. */
public enum Consequence {
  /** API keys stop working, except those that are given to the rotation. */
  API_KEYS_STOP_WORKING,
  /** Everybody is logged out. */
  EVERYBODY_IS_LOGGED_OUT,
  /** The application is stopped for a while; events are lost in the meantime. */
  APPLICATION_STOPS
}
