-- The shape of Plausible in autumn 2021 as far as administration meets it.
CREATE EXTENSION citext;
CREATE TABLE schema_migrations (version bigint PRIMARY KEY, inserted_at timestamp(0));
INSERT INTO schema_migrations VALUES (20210528120000, now()), (20210726120000, now());
CREATE TYPE site_membership_role AS ENUM ('owner', 'admin', 'viewer');

CREATE TABLE users (
  id bigserial PRIMARY KEY,
  email citext NOT NULL UNIQUE,
  name varchar(255),
  password_hash varchar(255),
  email_verified boolean NOT NULL DEFAULT false,
  theme varchar(255) DEFAULT 'system',
  last_seen timestamp(0) DEFAULT now(),
  trial_expiry_date date,
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

CREATE TABLE invitations (
  id bigserial PRIMARY KEY,
  email citext NOT NULL,
  site_id bigint NOT NULL REFERENCES sites ON DELETE CASCADE,
  inviter_id bigint NOT NULL REFERENCES users,
  role site_membership_role NOT NULL,
  invitation_id varchar(255) UNIQUE,
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL,
  UNIQUE (site_id, email)
);

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

-- A pool: a code without a user is free.
CREATE TABLE email_verification_codes (
  code integer PRIMARY KEY,
  user_id bigint REFERENCES users ON DELETE CASCADE,
  issued_at timestamp(0)
);
INSERT INTO email_verification_codes (code) SELECT generate_series(1200, 1299);

CREATE TABLE goals (
  id bigserial PRIMARY KEY,
  domain text NOT NULL,
  event_name text,
  page_path text,
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
  updated_at timestamp(0) NOT NULL
);
