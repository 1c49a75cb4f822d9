-- Branches for tables that a release lacks are not planned, so one text serves all releases.
CREATE OR REPLACE FUNCTION pg_temp.verify_email(mail text) RETURNS text LANGUAGE plpgsql AS $function$
DECLARE
  account users%ROWTYPE;
BEGIN
  SELECT * INTO account FROM users WHERE email = mail::citext FOR UPDATE;
  IF account.id IS NULL THEN
    RETURN 'NO_SUCH_USER';
  ELSIF account.email_verified THEN
    RETURN 'ALREADY_VERIFIED';
  END IF;
  UPDATE users SET email_verified = true, updated_at = date_trunc('second', now() AT TIME ZONE 'utc')
    WHERE id = account.id;
  IF to_regclass('email_activation_codes') IS NOT NULL THEN
    DELETE FROM email_activation_codes WHERE user_id = account.id;
  ELSIF to_regclass('email_verification_codes') IS NOT NULL THEN
    UPDATE email_verification_codes SET user_id = NULL, issued_at = NULL WHERE user_id = account.id;
  END IF;
  RETURN 'VERIFIED';
END $function$
