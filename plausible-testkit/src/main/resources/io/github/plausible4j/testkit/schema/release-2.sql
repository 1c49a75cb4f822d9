-- The shape of Plausible 2.1.4 as far as administration meets it: users own sites by memberships.
CREATE EXTENSION citext;
CREATE TABLE schema_migrations (version bigint PRIMARY KEY, inserted_at timestamp(0));
INSERT INTO schema_migrations VALUES (20231011101825, now()), (20240924085157, now());
CREATE TYPE site_membership_role AS ENUM ('owner', 'admin', 'viewer');

CREATE TABLE users (
  id bigserial PRIMARY KEY,
  email citext NOT NULL UNIQUE,
  name varchar(255),
  password_hash varchar(255),
  email_verified boolean NOT NULL DEFAULT false,
  previous_email citext,
  theme varchar(255) DEFAULT 'system',
  last_seen timestamp(0) DEFAULT now(),
  trial_expiry_date date,
  accept_traffic_until date,
  grace_period jsonb,
  allow_next_upgrade_override boolean NOT NULL DEFAULT false,
  totp_enabled boolean NOT NULL DEFAULT false,
  totp_secret bytea,
  totp_token varchar(255),
  totp_last_used_at timestamp(0),
  notes text,
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL
);

CREATE TABLE sites (
  id bigserial PRIMARY KEY,
  domain varchar(255) NOT NULL UNIQUE,
  timezone varchar(255) NOT NULL,
  public boolean NOT NULL DEFAULT false,
  locked boolean NOT NULL DEFAULT false,
  has_stats boolean NOT NULL DEFAULT false,
  imported_data jsonb,
  domain_changed_from varchar(255) UNIQUE,
  domain_changed_at timestamp(0),
  ingest_rate_limit_scale_seconds integer NOT NULL DEFAULT 60,
  ingest_rate_limit_threshold integer,
  allowed_event_props varchar(300)[],
  stats_start_date date,
  native_stats_start_at timestamp(0) NOT NULL DEFAULT now(),
  accept_traffic_until timestamp(0),
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL
);

CREATE TABLE site_memberships (
  id bigserial PRIMARY KEY,
  site_id bigint NOT NULL REFERENCES sites ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  role site_membership_role NOT NULL DEFAULT 'owner',
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL,
  UNIQUE (site_id, user_id)
);
CREATE UNIQUE INDEX one_owner_per_site ON site_memberships (site_id) WHERE role = 'owner';

CREATE TABLE api_keys (
  id bigserial PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  name varchar(255) NOT NULL,
  key_prefix varchar(255) NOT NULL,
  key_hash varchar(255) NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  hourly_request_limit integer NOT NULL DEFAULT 1000,
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL
);

CREATE TABLE user_sessions (
  id bigserial PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  token bytea NOT NULL UNIQUE,
  device varchar(255) NOT NULL,
  last_used_at timestamp(0) NOT NULL,
  timeout_at timestamp(0) NOT NULL,
  inserted_at timestamp(0) NOT NULL
);

CREATE TABLE email_activation_codes (
  id bigserial PRIMARY KEY,
  user_id bigint NOT NULL UNIQUE REFERENCES users ON DELETE CASCADE,
  code text NOT NULL,
  issued_at timestamp(0) NOT NULL
);

CREATE TABLE totp_recovery_codes (
  id bigserial PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  code_digest bytea NOT NULL,
  inserted_at timestamp(0) NOT NULL
);

CREATE TABLE goals (
  id bigserial PRIMARY KEY,
  site_id bigint NOT NULL REFERENCES sites ON DELETE CASCADE,
  event_name text,
  page_path text,
  display_name text NOT NULL,
  currency varchar(3),
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL
);

CREATE TABLE shared_links (
  id bigserial PRIMARY KEY,
  site_id bigint NOT NULL REFERENCES sites ON DELETE CASCADE,
  slug varchar(255) NOT NULL,
  name varchar(255) NOT NULL,
  password_hash varchar(255),
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL,
  UNIQUE (site_id, name)
);

CREATE TABLE plugins_api_tokens (
  id uuid PRIMARY KEY,
  site_id bigint NOT NULL REFERENCES sites ON DELETE CASCADE,
  token_hash bytea NOT NULL,
  hint varchar(255) NOT NULL,
  description varchar(255) NOT NULL,
  last_used_at timestamp(0),
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL
);
