-- What the test server reads of a Plausible database, in the shape of Community Edition 3.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE TABLE users (id bigserial PRIMARY KEY, email citext UNIQUE NOT NULL, name text);
CREATE TABLE teams (
  id bigserial PRIMARY KEY,
  name text NOT NULL,
  accept_traffic_until date,
  hourly_api_request_limit integer NOT NULL DEFAULT 600,
  locked boolean NOT NULL DEFAULT false
);
CREATE TABLE team_memberships (
  id bigserial PRIMARY KEY,
  role text NOT NULL,
  user_id bigint NOT NULL REFERENCES users (id),
  team_id bigint NOT NULL REFERENCES teams (id)
);
CREATE TABLE sites (
  id bigserial PRIMARY KEY,
  domain text UNIQUE NOT NULL,
  timezone text NOT NULL,
  team_id bigint REFERENCES teams (id),
  ingest_rate_limit_threshold integer,
  ingest_rate_limit_scale_seconds integer NOT NULL DEFAULT 60,
  domain_changed_from text,
  domain_changed_at timestamp(0),
  allowed_event_props varchar(300)[],
  stats_start_date date,
  updated_at timestamp(0)
);
CREATE TABLE guest_memberships (
  id bigserial PRIMARY KEY,
  role text NOT NULL,
  team_membership_id bigint NOT NULL REFERENCES team_memberships (id),
  site_id bigint NOT NULL REFERENCES sites (id)
);
CREATE TABLE api_keys (
  id bigserial PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id),
  team_id bigint REFERENCES teams (id),
  key_hash text UNIQUE NOT NULL,
  scopes text[] NOT NULL
);
CREATE TABLE goals (
  id bigserial PRIMARY KEY,
  site_id bigint NOT NULL REFERENCES sites (id),
  event_name text,
  page_path text,
  display_name text NOT NULL,
  scroll_threshold smallint NOT NULL DEFAULT -1,
  custom_props jsonb NOT NULL DEFAULT '{}',
  currency varchar(3),
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL,
  UNIQUE (site_id, display_name)
);
CREATE TABLE shared_links (
  id bigserial PRIMARY KEY,
  site_id bigint NOT NULL REFERENCES sites (id),
  name text NOT NULL,
  slug text NOT NULL,
  password_hash text,
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL,
  UNIQUE (site_id, name)
);
CREATE TABLE plugins_api_tokens (
  id uuid PRIMARY KEY,
  site_id bigint NOT NULL REFERENCES sites (id),
  token_hash bytea NOT NULL,
  hint text NOT NULL,
  description text NOT NULL,
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL
);
CREATE TABLE tracker_script_configuration (
  id text PRIMARY KEY,
  installation_type text,
  hash_based_routing boolean DEFAULT false,
  outbound_links boolean DEFAULT false,
  file_downloads boolean DEFAULT false,
  form_submissions boolean DEFAULT false,
  site_id bigint UNIQUE NOT NULL REFERENCES sites (id),
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL
);
INSERT INTO users (email) VALUES ('me@example.org'), ('you@example.org'), ('guest@example.org');
INSERT INTO teams (name, hourly_api_request_limit) VALUES ('Mine', 1000000), ('Yours', 1000000);
INSERT INTO team_memberships (role, user_id, team_id)
  VALUES ('owner', 1, 1), ('owner', 2, 2), ('guest', 3, 1);
INSERT INTO sites (domain, timezone, team_id)
  VALUES ('mine.test', 'Europe/Berlin', 1), ('second.test', 'Etc/UTC', 1), ('yours.test', 'Etc/UTC', 2);
INSERT INTO guest_memberships (role, team_membership_id, site_id) VALUES ('viewer', 3, 1);
