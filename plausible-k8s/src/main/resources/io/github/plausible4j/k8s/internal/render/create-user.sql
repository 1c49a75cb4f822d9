-- As the registration page would: with a personal team where the release has teams.
CREATE OR REPLACE FUNCTION pg_temp.create_user(mail text, full_name text, hash text, verified text)
RETURNS text LANGUAGE plpgsql AS $function$
DECLARE
  account bigint;
  team bigint;
  created timestamp := date_trunc('second', now() AT TIME ZONE 'utc');
  trial_end date := (current_date + make_interval(years => 100))::date;
  changes text[] := '{}';
BEGIN
  INSERT INTO users (email, name, password_hash, email_verified, inserted_at, updated_at)
    VALUES (mail::citext, full_name, hash, verified::boolean, created, created)
    ON CONFLICT DO NOTHING RETURNING id INTO account;
  IF account IS NOT NULL THEN
    changes := changes || 'user created'::text;
    IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'users'::regclass
        AND attname = 'trial_expiry_date' AND NOT attisdropped) THEN
      UPDATE users SET trial_expiry_date = trial_end WHERE id = account;
    END IF;
  ELSE
    SELECT id INTO account FROM users WHERE email = mail::citext FOR UPDATE;
  END IF;
  IF to_regclass('team_memberships') IS NOT NULL THEN
    SELECT team_id INTO team FROM team_memberships WHERE user_id = account AND role = 'owner' LIMIT 1;
    IF team IS NULL THEN
      INSERT INTO teams (name, hourly_api_request_limit, trial_expiry_date, inserted_at, updated_at)
        VALUES ('My personal sites', 1000000, trial_end, created, created) RETURNING id INTO team;
      INSERT INTO team_memberships (role, user_id, team_id, is_autocreated, inserted_at, updated_at)
        VALUES ('owner', account, team, true, created, created);
      changes := changes || 'personal team created'::text;
    END IF;
  END IF;
  RETURN CASE WHEN changes = '{}' THEN 'UNCHANGED' ELSE array_to_string(changes, ', ') END;
END $function$
