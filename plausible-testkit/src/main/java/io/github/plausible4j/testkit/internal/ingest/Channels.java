package io.github.plausible4j.testkit.internal.ingest;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sorts visits into acquisition channels; the first rule that fits counts. */
final class Channels {
  private static final Pattern PAID_MEDIUM = Pattern.compile(".*cp.*|ppc|retargeting|paid.*");
  private static final Pattern PAID_TAG = Pattern.compile("adwords|.*ads?");
  private static final Pattern SHOPPING_CAMPAIGN =
      Pattern.compile(".*(?:(?:[^a-df-z]|^)shop|shopping).*");
  private static final Set<String> DISPLAY =
      Set.of("display", "banner", "expandable", "interstitial", "cpm");
  private static final Set<String> SOCIAL =
      Set.of("social", "social-network", "social-media", "sm", "social network", "social media");
  private static final Set<String> REFERRAL = Set.of("referral", "app", "link");

  private final Sources sources;

  Channels(Sources sources) {
    this.sources = sources;
  }

  String of(Map<String, String> query, String source) {
    String medium = lower(query, "utm_medium");
    String campaign = lower(query, "utm_campaign");
    String tag = lower(query, "utm_source");
    String category = sources.category(source);
    boolean paid = PAID_MEDIUM.matcher(medium).matches();
    boolean paidSource = paid || (!tag.isEmpty() && PAID_TAG.matcher(tag).matches());
    boolean shopping = category.equals("SHOPPING") || SHOPPING_CAMPAIGN.matcher(campaign).matches();
    if (campaign.contains("cross-network")) {
      return "Cross-network";
    }
    if (shopping && paid) {
      return "Paid Shopping";
    }
    if ((category.equals("SEARCH") && paidSource) || clicked(query, source)) {
      return "Paid Search";
    }
    if (category.equals("SOCIAL") && paidSource) {
      return "Paid Social";
    }
    if (category.equals("VIDEO") && paidSource) {
      return "Paid Video";
    }
    if (DISPLAY.contains(medium)) {
      return "Display";
    }
    if (paid) {
      return "Paid Other";
    }
    return unpaid(source, category, medium, tag, shopping);
  }

  private static String unpaid(
      String source, String category, String medium, String tag, boolean shopping) {
    if (shopping) {
      return "Organic Shopping";
    }
    if (category.equals("SOCIAL") || SOCIAL.contains(medium)) {
      return "Organic Social";
    }
    if (category.equals("VIDEO") || medium.contains("video")) {
      return "Organic Video";
    }
    if (category.equals("AI")) {
      return "AI Assistants";
    }
    if (category.equals("SEARCH")) {
      return "Organic Search";
    }
    if (category.equals("EMAIL") || isEmail(tag) || isEmail(medium)) {
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

  private static boolean isEmail(String text) {
    return Stream.of("email", "e-mail", "e_mail", "e mail", "newsletter").anyMatch(text::contains);
  }

  private static String lower(Map<String, String> query, String key) {
    return query.getOrDefault(key, "").toLowerCase(Locale.ROOT);
  }
}
