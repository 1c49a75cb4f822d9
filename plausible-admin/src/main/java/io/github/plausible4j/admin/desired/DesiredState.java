package io.github.plausible4j.admin.desired;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The desired state of a server. Users, teams and sites that are not listed stay unchanged.
 * Unlisted goals and shared links of listed sites and unlisted members of listed teams stay too,
 * unless {@link Builder#prune} is set. Immutable.
 */
public final class DesiredState {
  private final List<DesiredUser> users;
  private final List<DesiredTeam> teams;
  private final List<DesiredSite> sites;
  private final List<DesiredApiKey> apiKeys;
  private final boolean prunes;

  private DesiredState(Builder builder) {
    this.users = List.copyOf(builder.users);
    this.teams = List.copyOf(builder.teams);
    this.sites = List.copyOf(builder.sites);
    this.apiKeys = List.copyOf(builder.apiKeys);
    this.prunes = builder.prunes;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a state from a YAML file in the format of docs/administration.md.
   *
   * @throws IllegalArgumentException if the file is invalid, with all problems
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static DesiredState fromYaml(Path file) {
    return StateFile.read(file);
  }

  public List<DesiredUser> users() {
    return users;
  }

  public List<DesiredTeam> teams() {
    return teams;
  }

  public List<DesiredSite> sites() {
    return sites;
  }

  public List<DesiredApiKey> apiKeys() {
    return apiKeys;
  }

  /** Whether unlisted goals, shared links and members are deleted. */
  public boolean prunes() {
    return prunes;
  }

  /** Collects the parts of a {@link DesiredState}. Not thread-safe. */
  public static final class Builder {
    private final List<DesiredUser> users = new ArrayList<>();
    private final List<DesiredTeam> teams = new ArrayList<>();
    private final List<DesiredSite> sites = new ArrayList<>();
    private final List<DesiredApiKey> apiKeys = new ArrayList<>();
    private boolean prunes;

    private Builder() {}

    public Builder user(DesiredUser user) {
      users.add(user);
      return this;
    }

    public Builder team(DesiredTeam team) {
      teams.add(team);
      return this;
    }

    public Builder site(DesiredSite site) {
      sites.add(site);
      return this;
    }

    public Builder apiKey(DesiredApiKey apiKey) {
      apiKeys.add(apiKey);
      return this;
    }

    /**
     * Sets whether unlisted goals and shared links of listed sites, and unlisted members of listed
     * teams, are deleted; false by default.
     */
    public Builder prune(boolean prune) {
      this.prunes = prune;
      return this;
    }

    public DesiredState build() {
      return new DesiredState(this);
    }
  }
}
