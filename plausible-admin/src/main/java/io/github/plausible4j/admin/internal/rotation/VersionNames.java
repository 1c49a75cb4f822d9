package io.github.plausible4j.admin.internal.rotation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names versions v1, v2 and so on. */
final class VersionNames {
  private static final Pattern NAME = Pattern.compile("v(\\d{1,9})");

  private VersionNames() {}

  static String next(List<String> versions) {
    int highest = 0;
    for (String version : versions) {
      Matcher matcher = NAME.matcher(version);
      if (matcher.matches()) {
        highest = Math.max(highest, Integer.parseInt(matcher.group(1)));
      }
    }
    return "v" + (highest + 1);
  }
}
