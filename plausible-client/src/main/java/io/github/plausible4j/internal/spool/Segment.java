package io.github.plausible4j.internal.spool;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file of the log. */
final class Segment {
  private static final Pattern NAME = Pattern.compile("(\\d{12})\\.spool");

  final Path path;
  long size;

  /** The number of records that are still needed and have no newer record in another segment. */
  int live;

  long liveBytes;
  boolean isDeleted;

  Segment(Path path, long size) {
    this.path = path;
    this.size = size;
  }

  /** The name of a segment's file. Names sort in the order of the numbers. */
  static String name(long number) {
    return String.format(Locale.ROOT, "%012d.spool", number);
  }

  /** The number in a file's name; empty if the file is not a segment. */
  static OptionalLong numberOf(Path file) {
    Path name = file.getFileName();
    Matcher matcher = NAME.matcher(name == null ? "" : name.toString());
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
