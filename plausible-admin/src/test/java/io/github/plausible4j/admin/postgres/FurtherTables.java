package io.github.plausible4j.admin.postgres;

import io.github.plausible4j.admin.model.SchemaGeneration;

/** Tables of Plausible that the test server does without, with the columns that are read here. */
final class FurtherTables {
  private static final String EVERYWHERE =
      """
      CREATE TABLE google_auth (
        id bigserial PRIMARY KEY,
        user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
        email varchar(255) NOT NULL,
        refresh_token text NOT NULL,
        access_token text NOT NULL,
        expires timestamp(0) NOT NULL,
        site_id bigint NOT NULL REFERENCES sites ON DELETE CASCADE,
        property text,
        inserted_at timestamp(0) NOT NULL,
        updated_at timestamp(0) NOT NULL
      );
      CREATE TABLE weekly_reports (
        id bigserial PRIMARY KEY,
        site_id bigint NOT NULL UNIQUE REFERENCES sites ON DELETE CASCADE,
        recipients citext[] NOT NULL DEFAULT '{}',
        inserted_at timestamp(0) NOT NULL,
        updated_at timestamp(0) NOT NULL
      );
      CREATE TABLE monthly_reports (LIKE weekly_reports INCLUDING ALL);
      CREATE TABLE spike_notifications (
        id bigserial PRIMARY KEY,
        site_id bigint NOT NULL REFERENCES sites ON DELETE CASCADE,
        threshold integer NOT NULL,
        last_sent timestamp(0),
        recipients citext[] NOT NULL DEFAULT '{}',
        inserted_at timestamp(0) NOT NULL,
        updated_at timestamp(0) NOT NULL
      );
      """;

  private static final String SINCE_2 =
      """
      ALTER TABLE spike_notifications ADD type varchar(255) DEFAULT 'spike';
      CREATE UNIQUE INDEX one_alert_of_a_type ON spike_notifications (site_id, type);
      CREATE TABLE site_imports (
        id bigserial PRIMARY KEY,
        site_id bigint NOT NULL REFERENCES sites ON DELETE CASCADE,
        source varchar(255) NOT NULL,
        status varchar(255) NOT NULL,
        label varchar(255),
        start_date date NOT NULL,
        end_date date NOT NULL,
        imported_by_id bigint REFERENCES users,
        legacy boolean NOT NULL DEFAULT true,
        inserted_at timestamp(0) NOT NULL,
        updated_at timestamp(0) NOT NULL
      );
      CREATE TABLE oban_jobs (
        id bigserial PRIMARY KEY,
        queue text NOT NULL DEFAULT 'default',
        worker text NOT NULL,
        args jsonb NOT NULL DEFAULT '{}',
        errors jsonb[] NOT NULL DEFAULT '{}'
      );
      """;

  private static final String SINCE_3 =
      """
      CREATE TABLE team_invitations (
        id bigserial PRIMARY KEY,
        invitation_id varchar(255) NOT NULL UNIQUE,
        email citext,
        role varchar(255) NOT NULL,
        inviter_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
        team_id bigint NOT NULL REFERENCES teams ON DELETE CASCADE,
        inserted_at timestamp(0) NOT NULL,
        updated_at timestamp(0) NOT NULL,
        UNIQUE (team_id, email)
      );
      CREATE TABLE guest_invitations (
        id bigserial PRIMARY KEY,
        invitation_id varchar(255) NOT NULL UNIQUE,
        role varchar(255) NOT NULL,
        site_id bigint NOT NULL REFERENCES sites ON DELETE CASCADE,
        team_invitation_id bigint NOT NULL REFERENCES team_invitations ON DELETE CASCADE,
        inserted_at timestamp(0) NOT NULL,
        updated_at timestamp(0) NOT NULL,
        UNIQUE (team_invitation_id, site_id)
      );
      """;

  private FurtherTables() {}

  static String of(SchemaGeneration generation) {
    return switch (generation) {
      case RELEASE_2021 -> EVERYWHERE;
      case RELEASE_2 -> EVERYWHERE + SINCE_2;
      case RELEASE_3 -> EVERYWHERE + SINCE_2 + SINCE_3;
      case UNKNOWN -> throw new IllegalArgumentException("nothing to load");
    };
  }
}
