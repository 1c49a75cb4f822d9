CREATE OR REPLACE FUNCTION pg_temp.verify_all_emails() RETURNS text LANGUAGE plpgsql AS $function$
DECLARE
  verified bigint;
BEGIN
  UPDATE users SET email_verified = true, updated_at = date_trunc('second', now() AT TIME ZONE 'utc')
    WHERE NOT email_verified;
  GET DIAGNOSTICS verified = ROW_COUNT;
  IF to_regclass('email_activation_codes') IS NOT NULL THEN
    DELETE FROM email_activation_codes c USING users u WHERE u.id = c.user_id AND u.email_verified;
  ELSIF to_regclass('email_verification_codes') IS NOT NULL THEN
    UPDATE email_verification_codes c SET user_id = NULL, issued_at = NULL FROM users u
      WHERE u.id = c.user_id AND u.email_verified;
  END IF;
  RETURN verified::text;
END $function$
