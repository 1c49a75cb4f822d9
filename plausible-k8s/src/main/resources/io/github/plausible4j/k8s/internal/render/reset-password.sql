-- The hash is made before; the password itself is never in the cluster. NULL keeps the stored one.
CREATE OR REPLACE FUNCTION pg_temp.reset_password(mail text, hash text, device_token text) RETURNS text
LANGUAGE plpgsql AS $function$
DECLARE
  account bigint;
  changed bigint;
  changes text[] := '{}';
BEGIN
  SELECT id INTO account FROM users WHERE email = mail::citext FOR UPDATE;
  IF account IS NULL THEN
    RETURN 'NO_SUCH_USER';
  END IF;
  IF hash IS NOT NULL THEN
    UPDATE users SET password_hash = hash,
      updated_at = date_trunc('second', now() AT TIME ZONE 'utc') WHERE id = account;
    changes := changes || 'password set'::text;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'users'::regclass
      AND attname = 'totp_token' AND NOT attisdropped) THEN
    UPDATE users SET totp_token = device_token WHERE id = account AND totp_enabled;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed > 0 THEN
      changes := changes || 'trusted devices ended'::text;
    END IF;
  END IF;
  IF to_regclass('user_sessions') IS NOT NULL THEN
    DELETE FROM user_sessions WHERE user_id = account;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed > 0 THEN
      changes := changes || (changed || ' sessions ended');
    END IF;
  END IF;
  RETURN CASE WHEN changes = '{}' THEN 'UNCHANGED' ELSE array_to_string(changes, ', ') END;
END $function$
