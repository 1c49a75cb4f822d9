package io.github.plausible4j.admin.desired;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server is to have. Users, teams and sites that it does not name stay as they are; of those
 * that it names, goals, shared links and members that it does not name stay too, unless {@link
 * Builder#prune}. Immutable.
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
   * The state in a YAML file, as docs/administration.md shows.
   *
   * @throws IllegalArgumentException with all that is wrong
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

  /** Whether goals, shared links and members that are not named are deleted. */
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
     * Whether goals and shared links of named sites, and members of named teams, are deleted where
     * the state does not name them; false by default.
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
