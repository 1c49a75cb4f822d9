package io.github.plausible4j.k8s.internal.rollout;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The most frequent lines of PostgreSQL in German, French, Spanish, Japanese and Chinese, which it
 * writes where its locale says so. The texts are those of its own catalogs; Chinese and Japanese
 * have changed between releases, and a client without the server's encoding loses accents.
 */
final class PostgresLanguages {
  /** A name in the quotation marks of any language, which may have been lost. */
  private static final String NAME = "\\W{0,4}?([\\w.-]+)\\W{0,4}?";

  private static final List<Phrase> PHRASES =
      Stream.of(
              phrases(
                  "password authentication failed for user \"$1\"",
                  "Passwort-Authentifizierung f\\W?\\w?r Benutzer " + NAME + " fehlgeschlagen",
                  "authentification par mot de passe \\S+ pour l'utilisateur\\s+" + NAME + "$",
                  "la autentificaci\\S{0,2}n password fall\\S{0,2} para el usuario " + NAME + "$",
                  "ユーザー?" + NAME + "のパスワード認証に失敗しました",
                  "用户 ?" + NAME + " ?(?:的密码|Password) ?认证失败"),
              phrases(
                  "database \"$1\" does not exist",
                  "Datenbank " + NAME + " existiert nicht",
                  "la base de donn\\S{1,3}es " + NAME + " n'existe pas",
                  "no existe la base de datos " + NAME + "$",
                  "データベース" + NAME + "は存在しません",
                  "数据库 ?" + NAME + " ?不存在"),
              phrases(
                  "role \"$1\" does not exist",
                  "Rolle " + NAME + " existiert nicht",
                  "le r\\S{1,2}le " + NAME + " n'existe pas",
                  "no existe el rol " + NAME + "$",
                  "ロール" + NAME + "は存在しません",
                  "角色 ?" + NAME + " ?不存在"),
              phrases(
                  "database files are incompatible with server",
                  "Datenbankdateien sind inkompatibel mit Server",
                  "les fichiers de la base de donn\\S{1,3}es sont incompatibles avec le serveur",
                  "los archivos de base de datos son incompatibles con el servidor",
                  "データベースファイルがサーバーと互換性がありません",
                  "数据库文件和服务器不兼容"),
              phrases(
                  "The data directory was initialized by PostgreSQL version $1",
                  "Das Datenverzeichnis wurde von PostgreSQL Version ([\\d.]+) initialisiert",
                  "Le r\\S{1,2}pertoire des donn\\S{1,3}es a \\S+ initialis\\S{0,2} avec PostgreSQL"
                      + " version ([\\d.]+)",
                  "El directorio de datos fue inicializado por PostgreSQL versi\\S{0,2}n ([\\d.]+)",
                  "データディレクトリはPostgreSQLバージョン([\\d.]+)で初期化されました",
                  "数据目录由 ?PostgreSQL ?版本 ?([\\d.]+) ?初始化"),
              phrases(
                  "No space left on device",
                  "Auf dem Ger\\S{1,2}t ist kein Speicherplatz mehr verf",
                  "Aucun espace disponible sur le p",
                  "No queda espacio en el dispositivo",
                  "デバイスに空き領域がありません",
                  "设备上没有空间"),
              phrases(
                  "database is not accepting commands to avoid wraparound data loss",
                  "Datenbank nimmt keine Befehle(?: an|,).*Transaktionsnummern",
                  "la base de donn\\S{1,3}es n'accepte plus de requ\\S{1,3}tes",
                  "la base de datos no est\\S{1,2} aceptando",
                  "周回によるデータ損失を防ぐために",
                  "因回卷而丢失数据"),
              phrases(
                  "data directory \"$1\" has wrong ownership",
                  "Datenverzeichnis »([^«]*)« hat falschen Eigent",
                  "le r\\S{1,2}pertoire des donn\\S{1,3}es «\\W?([^»]*?)\\W?» a un mauvais propri",
                  "el directorio de datos «([^»]*)» tiene due",
                  "データディレクトリ\"([^\"]*)\"の所有者情報が間違っています",
                  "数据目录 ?\"([^\"]*)\" ?的所有者不正确"),
              phrases(
                  "data directory \"$1\" has invalid permissions",
                  "Datenverzeichnis »([^«]*)« hat ung",
                  "le r\\S{1,2}pertoire des donn\\S{1,3}es «\\W?([^»]*?)\\W?» a des permissions non",
                  "el directorio de datos «([^»]*)» tiene permisos no",
                  "データディレクトリ\"([^\"]*)\"の権限設定が不正です",
                  "数据目录 ?\"([^\"]*)\" ?的权限无效"),
              phrases(
                  "could not locate a valid checkpoint record",
                  "konnte keinen g\\S{1,2}ltigen Checkpoint-Datensatz finden",
                  "n'a pas pu localiser un enregistrement d'un point de v",
                  "no se pudo localizar un registro de punto de control v",
                  "有効なチェックポイントが見つかりませんでした",
                  "无法找到有效的检查点记录"),
              phrases(
                  "sorry, too many clients already",
                  "tut mir leid, schon zu viele Verbindungen",
                  "d\\S{1,2}sol\\S{1,2}, trop de clients sont d",
                  "lo siento, ya tenemos demasiados clientes",
                  "現在クライアント数が多すぎます",
                  "客户端连接过多"),
              phrases(
                  "database system is ready to accept connections",
                  "Datenbanksystem ist bereit, um Verbindungen anzunehmen",
                  "le syst\\S{1,2}me de bases de donn\\S{1,3}es est pr\\S{1,2}t pour accepter",
                  "el sistema de bases de datos est\\S{1,2} listo para aceptar conexiones",
                  "データベースシステムの接続受け付け準備が整いました",
                  "数据库系统已准备好接受连接"),
              phrases("FATAL:", "致命错误[:：]"),
              phrases("PANIC:", "PANIK:", "灾难性错误[:：]"),
              phrases("ERROR:", "FEHLER:", "ERREUR:", "错误[:：]"),
              phrases("LOG:", "日志[:：]"))
          .flatMap(List::stream)
          .toList();

  private PostgresLanguages() {}

  private record Phrase(Pattern foreign, String english) {}

  private static List<Phrase> phrases(String english, String... foreign) {
    return Stream.of(foreign)
        .map(text -> Pattern.compile(text, Pattern.UNICODE_CHARACTER_CLASS))
        .map(pattern -> new Phrase(pattern, english))
        .toList();
  }

  /** A line with what is known of it in English. */
  static String inEnglish(String line) {
    String text = line;
    for (Phrase phrase : PHRASES) {
      text = phrase.foreign().matcher(text).replaceAll(phrase.english());
    }
    return text;
  }
}
