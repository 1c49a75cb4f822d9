package io.github.plausible4j.sites;

import java.util.Currency;
import java.util.Map;

/** A goal of a site. It defines what counts as a conversion. */
public sealed interface Goal {
  /** The id of the goal on the server. */
  long id();

  /** The name in queries, for example {@code Visit /pricing}. */
  String displayName();

  /** The custom properties that an event must have to count; usually empty. */
  Map<String, String> customProperties();

  /**
   * An event with this name.
   *
   * @param eventName the name of the event
   */
  record CustomEvent(
      long id, String displayName, Map<String, String> customProperties, String eventName)
      implements Goal {
    /** Copies the map. */
    public CustomEvent {
      customProperties = Map.copyOf(customProperties);
    }
  }

  /**
   * A view of a page.
   *
   * @param path the path, where {@code *} matches within a segment and {@code **} anything
   */
  record Pageview(long id, String displayName, Map<String, String> customProperties, String path)
      implements Goal {
    /** Copies the map. */
    public Pageview {
      customProperties = Map.copyOf(customProperties);
    }
  }

  /**
   * An event with revenue; only in hosted Plausible.
   *
   * @param eventName the name of the event
   * @param currency the currency of the sums
   */
  record Revenue(
      long id,
      String displayName,
      Map<String, String> customProperties,
      String eventName,
      Currency currency)
      implements Goal {
    /** Copies the map. */
    public Revenue {
      customProperties = Map.copyOf(customProperties);
    }
  }

  /**
   * A page that is scrolled to some depth; can be created only in the dashboard.
   *
   * @param path the path of the page
   */
  record Scroll(long id, String displayName, Map<String, String> customProperties, String path)
      implements Goal {
    /** Copies the map. */
    public Scroll {
      customProperties = Map.copyOf(customProperties);
    }
  }

  /**
   * A kind of goal that is newer than this library.
   *
   * @param type the name of the kind on the server
   */
  record Other(long id, String displayName, Map<String, String> customProperties, String type)
      implements Goal {
    /** Copies the map. */
    public Other {
      customProperties = Map.copyOf(customProperties);
    }
  }
}
