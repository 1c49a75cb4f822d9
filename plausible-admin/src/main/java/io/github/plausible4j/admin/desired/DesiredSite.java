package io.github.plausible4j.admin.desired;

import io.github.plausible4j.admin.model.GoalDefinition;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A site that must exist, with what belongs to it. Immutable. */
public final class DesiredSite {
  private final String domain;
  private final String owner;
  private final Optional<String> team;
  private final ZoneId timezone;
  private final boolean isPublic;
  private final List<GoalDefinition> goals;
  private final List<String> sharedLinks;
  private final Optional<List<String>> properties;
  private final List<String> pluginTokens;

  private DesiredSite(Builder builder) {
    this.domain = builder.domain;
    this.owner = builder.owner;
    this.team = builder.team;
    this.timezone = builder.timezone;
    this.isPublic = builder.isPublic;
    this.goals = List.copyOf(builder.goals);
    this.sharedLinks = List.copyOf(builder.sharedLinks);
    this.properties = builder.properties;
    this.pluginTokens = List.copyOf(builder.pluginTokens);
  }

  /**
   * A private site in UTC.
   *
   * @param owner the email of the owner, or of the owner of its team
   */
  public static Builder builder(String domain, String owner) {
    return new Builder(domain, owner);
  }

  public String domain() {
    return domain;
  }

  public String owner() {
    return owner;
  }

  /** The name of the team that it belongs to; empty for the owner's personal team. */
  public Optional<String> team() {
    return team;
  }

  public ZoneId timezone() {
    return timezone;
  }

  public boolean isPublic() {
    return isPublic;
  }

  public List<GoalDefinition> goals() {
    return goals;
  }

  public List<String> sharedLinks() {
    return sharedLinks;
  }

  /** The custom properties that the dashboard shows; empty if they are not managed. */
  public Optional<List<String>> properties() {
    return properties;
  }

  public List<String> pluginTokens() {
    return pluginTokens;
  }

  /** Collects the parts of a {@link DesiredSite}. Not thread-safe. */
  public static final class Builder {
    private final String domain;
    private final String owner;
    private final List<GoalDefinition> goals = new ArrayList<>();
    private final List<String> sharedLinks = new ArrayList<>();
    private final List<String> pluginTokens = new ArrayList<>();
    private Optional<List<String>> properties = Optional.empty();
    private Optional<String> team = Optional.empty();
    private ZoneId timezone = ZoneId.of("Etc/UTC");
    private boolean isPublic;

    private Builder(String domain, String owner) {
      this.domain = domain;
      this.owner = owner;
    }

    /** Sets the team, by the name of a team in the state. */
    public Builder team(String team) {
      this.team = Optional.of(team);
      return this;
    }

    /** Sets the time zone; UTC by default. */
    public Builder timezone(ZoneId timezone) {
      this.timezone = timezone;
      return this;
    }

    /** Sets whether everybody can read the statistics; false by default. */
    public Builder isPublic(boolean isPublic) {
      this.isPublic = isPublic;
      return this;
    }

    /** Adds a goal. */
    public Builder goal(GoalDefinition goal) {
      goals.add(goal);
      return this;
    }

    /** Adds a shared link without a password. */
    public Builder sharedLink(String name) {
      sharedLinks.add(name);
      return this;
    }

    /** Sets the custom properties that the dashboard shows; not managed by default. */
    public Builder properties(List<String> properties) {
      this.properties = Optional.of(List.copyOf(properties));
      return this;
    }

    /** Adds a token of the plugins API. The token is returned when it is created. */
    public Builder pluginToken(String description) {
      pluginTokens.add(description);
      return this;
    }

    public DesiredSite build() {
      return new DesiredSite(this);
    }
  }
}
