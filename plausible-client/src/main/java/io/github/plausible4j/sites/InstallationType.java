package io.github.plausible4j.sites;

/**
 * How the script is installed in the pages of a site. Names that are newer than this library are
 * accepted.
 *
 * @param name the name in the API
 */
public record InstallationType(String name) {
  /** A script element in the page. */
  public static final InstallationType MANUAL = new InstallationType("manual");

  /** The WordPress plugin. */
  public static final InstallationType WORDPRESS = new InstallationType("wordpress");

  /** Google Tag Manager. */
  public static final InstallationType GTM = new InstallationType("gtm");

  /** The npm package. */
  public static final InstallationType NPM = new InstallationType("npm");

  @Override
  public String toString() {
    return name;
  }
}
