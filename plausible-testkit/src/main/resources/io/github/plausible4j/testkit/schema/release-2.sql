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
  conversions_enabled boolean NOT NULL DEFAULT true,
  funnels_enabled boolean NOT NULL DEFAULT true,
  props_enabled boolean NOT NULL DEFAULT true,
  installation_meta jsonb,
  stats_start_date date,
  native_stats_start_at timestamp(0) NOT NULL DEFAULT now(),
  accept_traffic_until timestamp(0),
  inserted_at timestamp(0) NOT NULL,
  updated_at timestamp(0) NOT NULL
);
CREATE FUNCTION check_domain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM sites WHERE (id <> NEW.id AND domain_changed_from = NEW.domain)
    OR (TG_OP = 'INSERT' AND domain = NEW.domain_changed_from);
  IF FOUND THEN
    RAISE unique_violation USING CONSTRAINT = 'domain_change_disallowed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER check_domain_trigger BEFORE INSERT OR UPDATE ON sites
  FOR EACH ROW EXECUTE FUNCTION check_domain();

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

CREATE TABLE user_sessions (
  id bigserial PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  token bytea NOT NULL UNIQUE,
  device varchar(255) NOT NULL,
  last_used_at timestamp(0) NOT NULL,
  timeout_at timestamp(0) NOT NULL,
  inserted_at timestamp(0) NOT NULL
);

-- The pool of the releases before, which nothing uses any more.
CREATE TABLE email_verification_codes (
  code integer PRIMARY KEY,
  user_id bigint REFERENCES users ON DELETE CASCADE,
  issued_at timestamp(0)
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
  updated_at timestamp(0) NOT NULL,
  CHECK ((event_name IS NULL) <> (page_path IS NULL)),
  UNIQUE (site_id, display_name)
);
CREATE UNIQUE INDEX one_goal_per_event ON goals (site_id, event_name) WHERE event_name IS NOT NULL;
CREATE UNIQUE INDEX one_goal_per_page ON goals (site_id, page_path) WHERE page_path IS NOT NULL;

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
