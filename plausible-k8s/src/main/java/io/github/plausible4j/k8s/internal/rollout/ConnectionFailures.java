package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/**
 * Errors that clients of the databases report: Plausible, its migrations, psql and
 * clickhouse-client.
 */
final class ConnectionFailures {
  /** A number without such a prefix may be a port. */
  private static final String SQLSTATE = "(?:ERROR|FATAL|SQLSTATE|code)\\W+";

  static final List<FailureRule> RULES =
      List.of(
          terminal(
              "the password in the Secret is not the password of the database",
              (container, text) -> password(text),
              "password authentication failed",
              "authentication[_ ]failed",
              "password is incorrect",
              "WRONG_PASSWORD",
              "REQUIRED_PASSWORD",
              SQLSTATE + "28P01",
              "empty password returned by client",
              "no password (?:supplied|was provided)",
              "FATAL: .*(?:passwor[dt]|mot de passe|contraseña)",
              "code: (?:516|193|194)[.,]"),
          lasting(
              "the database server accepts only encrypted connections",
              "add ?sslmode=require to the address of the database",
              "no pg_hba\\.conf entry .*(?:no encryption|SSL off)",
              "connection requires .*(?:SSL|TLS)",
              "SSL connection is required",
              "connection is insecure"),
          terminal(
              "the database server does not support TLS",
              "remove sslmode and ssl from the address of the database, or turn TLS on at the"
                  + " server",
              "ssl not available",
              "does not support SSL",
              "SSL is not (?:enabled|available) on the server",
              "wrong version number",
              "record_overflow",
              "unsupported_record_type"),
          terminal(
              "the database user does not exist",
              "create it on the server, or correct the user in the address of the database; if"
                  + " the volume came from another installation, its superuser may have another"
                  + " name",
              "role \"[^\"]*\" does not exist",
              "FATAL.* no such user",
              "tenant or user not found",
              "there is no user",
              "UNKNOWN_USER",
              "code: 192[.,]"),
          terminal(
              "the database server does not accept this user from the addresses of the pods",
              "add a line to the server's pg_hba.conf for the user, the database and the addresses"
                  + " of the cluster's nodes and pods; for ClickHouse, the networks of the user",
              "no pg_hba\\.conf entry",
              "pg_hba\\.conf rejects connection",
              "not permitted to log in",
              "not allowed to connect from",
              "IP_ADDRESS_NOT_ALLOWED",
              SQLSTATE + "28000",
              "code: 195[.,]"),
          terminal(
              "the certificate of a server is not trusted",
              "give the pod the server's certificate authority, or use a server certificate that"
                  + " a public authority signed for the name in the address; if it is not valid"
                  + " yet, set the clock of the node",
              "unknown[ _]ca",
              "certificate verify failed",
              "self[- ]?signed",
              "bad[_ ]certificate",
              "certificate[_ ](?:has )?expired",
              "hostname_check_failed",
              "handshake[_ ]failure",
              "CLIENT ALERT: Fatal",
              "cacerts, ?undefined",
              "root certificate file .* does not exist",
              "x509: "),
          terminal(
              "another kind of server answers at the address of the database",
              "correct the port: ClickHouse answers HTTP on 8123 (9000 is for"
                  + " clickhouse-client), and"
                  + " PostgreSQL listens on 5432",
              "port 9000 is for clickhouse-client",
              "unexpected packet from server",
              "invalid response to SSL negotiation",
              "invalid_status_line",
              "code: (?:100|101|102)[.,]"),
          terminal(
              "the database does not exist on the server",
              "correct the name in the address of the database, or create it; the volume may hold"
                  + " the data under another name",
              SQLSTATE + "3D000",
              "database \"?[\\w-]*\"? (?:does not|doesn't) exist",
              "FATAL.* no such database",
              "code: 81[.,]",
              "UNKNOWN_DATABASE"),
          terminal(
              "the database server lacks an extension that Plausible needs",
              "use the image that the release names, or install the extension on the server (citext"
                  + " is in the package postgresql-contrib)",
              "extension \"[^\"]*\" is not (?:available|allow-?listed)",
              "could not open extension control file",
              "could not access file \"\\$libdir/",
              "type \"citext\" does not exist"),
          terminal(
              "the database does not accept writes",
              "use the address of the primary server; a server in recovery and a user with"
                  + " readonly can only read",
              "in a read-only transaction",
              "read_only_sql_transaction",
              "in readonly mode",
              "code: 164[.,]"),
          terminal(
              "a connection pooler in front of the database does not keep sessions",
              "connect to the server itself, or to a pool in session mode: Plausible uses"
                  + " prepared statements and session locks",
              "prepared statement .* (?:does not exist|already exists)",
              "unsupported startup parameter",
              "invalid_sql_statement_name"),
          terminal(
              "the database user may not do this",
              "an external server's user has to own the database, and on ClickHouse to create,"
                  + " alter and drop tables and dictionaries",
              "permission denied (?:for|to) ",
              "must be owner of",
              "must be superuser",
              "not enough privileges",
              "insufficient_privilege",
              SQLSTATE + "42501",
              "DATABASE_ACCESS_DENIED",
              "SETTING_CONSTRAINT_VIOLATION",
              "code: (?:291|452|497)[.,]"),
          terminal(
              "the schema is newer than its record of migrations",
              "a backup was probably restored over a migrated database: restore it into an empty"
                  + " database, then apply again",
              SQLSTATE + "42701",
              SQLSTATE + "42P07",
              SQLSTATE + "42710",
              "duplicate_column",
              "duplicate_table",
              "code: (?:15|57)[.,](?!.* Mapping for table )",
              "code: 44[.,].*already exists",
              "TABLE_ALREADY_EXISTS"),
          terminal(
              "the schema is older than Plausible needs, or missing",
              "check that the migrations ran as the same user and on the same database; then"
                  + " apply again",
              SQLSTATE + "42P01",
              SQLSTATE + "42703",
              "undefined_(?:table|column)",
              "code: (?:16|47|60)[.,]",
              "code: 36[.,].*Dictionary .*not found",
              "UNKNOWN_TABLE",
              "NO_SUCH_COLUMN_IN_TABLE"),
          terminal(
              "ClickHouse does not drop a table or partition of this size",
              "if the data may go, raise max_table_size_to_drop and max_partition_size_to_drop (0 is"
                  + " no limit) with ClickHouseSpec.managed().withServerFiles and apply again, or"
                  + " create /var/lib/clickhouse/flags/force_drop_table, which is good for one drop,"
                  + " with kubectl exec as the server's user",
              "code: 359[.,]",
              "TABLE_SIZE_EXCEEDS_MAX_DROP_SIZE_LIMIT"),
          terminal(
              "a mutation of a ClickHouse table has failed",
              "read latest_fail_reason of system.mutations where is_done = 0 (clickhouse-client in"
                  + " the pod with kubectl exec); fix that, or give the mutation up with KILL"
                  + " MUTATION, and apply again",
              "code: 341[.,]",
              "\\(UNFINISHED\\)"),
          lasting(
              "a mutation of a ClickHouse table is not finished",
              "wait until system.mutations has no row where is_done = 0; a row with a"
                  + " latest_fail_reason needs that fixed, or KILL MUTATION",
              "code: 517[.,]",
              "CANNOT_ASSIGN_ALTER"),
          terminal(
              "a table of ClickHouse has other columns or keys than the release expects",
              "drop the views, projections and indexes that another program added to the table of"
                  + " the line; if its columns were changed, restore a backup of the release that"
                  + " wrote it, then apply again",
              "code: (?:53|524)[.,]",
              "TYPE_MISMATCH",
              "ALTER_OF_COLUMN_IS_FORBIDDEN"),
          lasting(
              "the database did not finish a statement in time",
              "give the database more CPU and memory and a faster disk; the limits are"
                  + " max_execution_time, for ClickHouseSpec.managed() in withUserFiles, and"
                  + " PostgreSQL's statement_timeout",
              "code: 159[.,]",
              "TIMEOUT_EXCEEDED",
              "timeout exceeded: elapsed",
              "canceling statement due to statement timeout"),
          terminal(
              "a statement is longer than ClickHouse accepts",
              "raise max_query_size and max_ast_elements of the user's profile, for"
                  + " ClickHouseSpec.managed() with withUserFiles",
              "code: (?:168|229)[.,]",
              "max query size exceeded",
              "AST is too big",
              "QUERY_IS_TOO_LARGE"),
          terminal(
              "the database server does not support the statement",
              "use the image that the release names, or a server of at least that version; one"
                  + " of your settings may have a wrong name",
              "code: (?:46|48|62|115)[.,]",
              "SYNTAX_ERROR",
              "UNKNOWN_FUNCTION",
              "UNKNOWN_SETTING",
              SQLSTATE + "42883"),
          terminal(
              "ClickHouse does not accept a value in its settings or in a statement",
              "correct what the line names: a setting, storage policy or dictionary of"
                  + " withServerFiles or withUserFiles, or a table that was changed by hand",
              "code: 36[.,]",
              "BAD_ARGUMENTS"),
          lasting(
              "the database server has no connection left",
              "raise max_connections of the server, or lower the size of Plausible's pool",
              "too many (?:clients|connections)",
              "remaining connection slots",
              "too_many_connections",
              "no more connections allowed",
              "max_client_conn",
              SQLSTATE + "53300",
              "code: 202[.,]"),
          lasting(
              "ClickHouse cannot reach its Keeper",
              "check that ClickHouse Keeper or ZooKeeper runs, and that the server's settings"
                  + " have its address; on a single server, Plausible's tables need none",
              "KEEPER_EXCEPTION",
              "NO_ZOOKEEPER",
              "Coordination::Exception"),
          lasting(
              "a host name is not known in the cluster",
              "correct the name in the address; names that exist only in a Docker Compose"
                  + " network or on one machine do not work in a pod; check also that the"
                  + " cluster's DNS works",
              "nxdomain",
              "non-existing domain",
              "could not translate host name",
              "name or service not known",
              "temporary failure in name resolution",
              "name does not resolve",
              "getaddrinfo",
              "no such host",
              "(?<!:)host not found",
              "server misbehaving",
              "bad address '",
              "code: 198[.,]",
              "DNS_ERROR"),
          lasting(
              "the database does not answer",
              "check that the database runs and that its address and port are right; a network"
                  + " policy or a firewall may block the pods",
              "connection refused",
              "econnrefused",
              "no route to host",
              "network is unreachable",
              "e(?:host|net)unreach",
              "etimedout",
              "(?:connection|connect|operation) timed out",
              "timeout expired",
              "(?:tcp|ssl) connect \\([^)]*\\): (?:timeout|closed)",
              "TransportError\\{reason: :(?:timeout|closed)",
              "the database system is (?:starting up|shutting down|in recovery|not accepting|not"
                  + " yet)",
              "cannot_connect_now",
              "terminating connection due to administrator command",
              "server closed the connection unexpectedly",
              "connection to server on socket .* failed",
              "SOCKET_TIMEOUT",
              "NETWORK_ERROR",
              "code: (?:209|210)[.,]",
              "did not answer within"));

  /** Consequences of a failed connection. An earlier line may have the reason. */
  static final List<FailureRule> CONSEQUENCES =
      List.of(
          lasting(
              "Plausible got no connection to a database",
              "check that both databases run and that their addresses, users and passwords are"
                  + " right; the log does not say more",
              "connection not available and request was dropped",
              "DBConnection\\.ConnectionError",
              "Mint\\.TransportError",
              "(?:tcp|ssl) (?:recv|send)[^:]*: ",
              "could not checkout the connection"));

  private ConnectionFailures() {}

  private static String password(String line) {
    return "put the old password back into the Secret, or set the password of the Secret in the"
        + " database; a changed Secret alone never changes a database's password"
        + (line.contains("user \"postgres\"")
            ? "; if the volume came from another installation, its superuser may have another"
                + " name than postgres"
            : "");
  }
}
