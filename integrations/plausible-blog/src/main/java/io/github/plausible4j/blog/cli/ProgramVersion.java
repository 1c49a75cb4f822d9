package io.github.plausible4j.blog.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the program's jar. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return new String[] {"plausible-blog " + (version == null ? "(not from a jar)" : version)};
  }
}
