package io.github.plausible4j.testkit.internal.ingest;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Assigns visits to acquisition channels. The first rule that matches counts. */
final class Channels {
  private static final Pattern PAID_MEDIUM = Pattern.compile(".*cp.*|ppc|retargeting|paid.*");
  private static final Pattern SHOPPING_CAMPAIGN =
      Pattern.compile(".*(?:(?:[^a-df-z]|^)shop|shopping).*");
  private static final Pattern EMAIL = Pattern.compile("e[-_ ]?mail|newsletter");
  private static final Set<String> DISPLAY =
      Set.of("display", "banner", "expandable", "interstitial", "cpm");
  private static final Set<String> SOCIAL =
      Set.of("social", "social-network", "social-media", "sm", "social network", "social media");
  private static final Set<String> REFERRAL = Set.of("referral", "app", "link");

  private final Sources sources;

  Channels(Sources sources) {
    this.sources = sources;
  }

  /**
   * The channel of a visit.
   *
   * @param query the parameters of the URL
   * @param tag the value of the parameter that names the source, or an empty text
   * @param source the name of the source as shown in statistics
   */
  String of(Map<String, String> query, String tag, String source) {
    String medium = lower(query, "utm_medium");
    String campaign = lower(query, "utm_campaign");
    String tagged = tag.toLowerCase(Locale.ROOT);
    SourceKind kind = sources.kind(source);
    boolean paid = PAID_MEDIUM.matcher(medium).matches();
    boolean shopping = kind == SourceKind.SHOPPING || SHOPPING_CAMPAIGN.matcher(campaign).matches();
    if (campaign.contains("cross-network")) {
      return "Cross-network";
    }
    if (DISPLAY.contains(medium)) {
      return "Display";
    }
    if (shopping && paid) {
      return "Paid Shopping";
    }
    if (clicked(query, source)) {
      return "Paid Search";
    }
    if (paid || sources.isPaidTag(tagged)) {
      switch (kind) {
        case SEARCH -> {
          return "Paid Search";
        }
        case SOCIAL -> {
          return "Paid Social";
        }
        case VIDEO -> {
          return "Paid Video";
        }
        default -> {}
      }
    }
    return paid ? "Paid Other" : unpaid(source, kind, medium, tagged, shopping);
  }

  private static String unpaid(
      String source, SourceKind kind, String medium, String tag, boolean shopping) {
    if (shopping) {
      return "Organic Shopping";
    }
    if (kind == SourceKind.SOCIAL || SOCIAL.contains(medium)) {
      return "Organic Social";
    }
    if (kind == SourceKind.VIDEO || medium.contains("video")) {
      return "Organic Video";
    }
    if (kind == SourceKind.AI) {
      return "AI Assistants";
    }
    if (kind == SourceKind.SEARCH) {
      return "Organic Search";
    }
    if (kind == SourceKind.EMAIL || EMAIL.matcher(tag).find() || EMAIL.matcher(medium).find()) {
      return "Email";
    }
    return switch (medium) {
      case "affiliate" -> "Affiliates";
      case "audio" -> "Audio";
      default -> other(source, medium, tag);
    };
  }

  private static String other(String source, String medium, String tag) {
    if (tag.equals("sms") || medium.equals("sms")) {
      return "SMS";
    }
    if (medium.endsWith("push")
        || medium.contains("mobile")
        || medium.contains("notification")
        || source.equalsIgnoreCase("firebase")) {
      return "Mobile Push Notifications";
    }
    return REFERRAL.contains(medium) || !source.isEmpty() ? "Referral" : "Direct";
  }

  private static boolean clicked(Map<String, String> query, String source) {
    return (source.equals("Google") && query.containsKey("gclid"))
        || (source.equals("Bing") && query.containsKey("msclkid"));
  }

  private static String lower(Map<String, String> query, String key) {
    return query.getOrDefault(key, "").toLowerCase(Locale.ROOT);
  }
}
