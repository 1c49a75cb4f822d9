package io.github.plausible4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which bodies are refused, with which text, and which are just within the limits. */
class EventValidationTest {
  private static final String LIMIT_TEXT =
      "{'errors':{'props':['keys should have at most 300 bytes and values 2000 bytes']}}";
  private static final String ENGAGEMENT_TEXT =
      "{'errors':{'event_name':['engagement event requires a valid integer value for at least one"
          + " of `sd` or `e` fields']}}";

  private static PlausibleServer server;

  @BeforeAll
  static void start() {
    server = PlausibleServer.forSites("a.test");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void isRefused(String rule, String body, String answer) throws JsonProcessingException {
    HttpResponse<String> response = Http.event(server, quoted(body));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type"))
        .contains("application/json; charset=utf-8");
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(response.body())).isEqualTo(mapper.readTree(quoted(answer)));
  }

  static Stream<Arguments> isRefused() {
    String all =
        "{'errors':{'url':['is required'],'domain':['can`t be blank'],"
            + "'event_name':['can`t be blank']}}";
    String required = "{'errors':{'url':['is required']}}";
    String invalidUrl = "{'errors':{'url':['must be a valid url']}}";
    String blankName = "{'errors':{'event_name':['can`t be blank']}}";
    String invalidName = "{'errors':{'event_name':['is invalid']}}";
    String blankDomain = "{'errors':{'domain':['can`t be blank']}}";
    String invalidHash = "{'errors':{'hash_mode':['is invalid']}}";
    return Stream.of(
        arguments("nothing at all", "{}", all),
        arguments("only nulls", "{'name':null,'url':null,'domain':null}", all),
        arguments("an array", "[{'name':'x','url':'https://a.test/','domain':'a.test'}]", all),
        arguments("a string", "'x'", all),
        arguments("a number", "7", all),
        arguments("an empty body", "", all),
        arguments("no url", "{'name':'x','domain':'a.test'}", required),
        arguments("url null", "{'name':'x','domain':'a.test','url':null}", required),
        arguments("url a number", event("'url':7"), invalidUrl),
        arguments("url false", event("'url':false"), invalidUrl),
        arguments("url an object", event("'url':{'a':1}"), invalidUrl),
        arguments("url of 2001 bytes", event("'url':'" + urlOf(2001) + "'"), invalidUrl),
        arguments(
            "url of 2001 bytes in fewer characters",
            event("'url':'https://a.test/" + "é".repeat(993) + "'"),
            invalidUrl),
        arguments(
            "data scheme",
            event("'url':'data:text/html,x'"),
            "{'errors':{'url':['scheme is not allowed']}}"),
        arguments(
            "data scheme in upper case",
            event("'url':'DATA:text/html,x'"),
            "{'errors':{'url':['scheme is not allowed']}}"),
        arguments("blank path", event("'url':'  '"), "{'errors':{'pathname':['can`t be blank']}}"),
        arguments("no name", "{'url':'https://a.test/','domain':'a.test'}", blankName),
        arguments("name empty", event("'name':''"), blankName),
        arguments("name blank", event("'name':'   '"), blankName),
        arguments("name true", event("'name':true"), invalidName),
        arguments("name false", event("'name':false"), invalidName),
        arguments("name a fraction", event("'name':1.5"), invalidName),
        arguments("name an object", event("'name':{'a':1}"), invalidName),
        arguments("name a list", event("'name':['a']"), invalidName),
        arguments(
            "name of 121 characters",
            event("'name':'" + "n".repeat(121) + "'"),
            "{'errors':{'event_name':['should be at most 120 character(s)']}}"),
        arguments("domain empty", event("'domain':''"), blankDomain),
        arguments("domain blank", event("'domain':'  '"), blankDomain),
        arguments("no domain and none in the url", "{'name':'x','url':'/path'}", blankDomain),
        arguments("hash mode true", event("'h':true"), invalidHash),
        arguments("hash mode a word", event("'h':'yes'"), invalidHash),
        arguments("hash mode a fraction", event("'hashMode':1.0"), invalidHash),
        arguments("hash mode false by its long name", event("'hashMode':false"), invalidHash),
        arguments(
            "property name of 301 bytes",
            event("'props':{'" + "k".repeat(301) + "':'v'}"),
            LIMIT_TEXT),
        arguments(
            "property name of 302 bytes in 151 characters",
            event("'props':{'" + "é".repeat(151) + "':'v'}"),
            LIMIT_TEXT),
        arguments(
            "property value of 2001 bytes",
            event("'props':{'k':'" + "v".repeat(2001) + "'}"),
            LIMIT_TEXT),
        arguments(
            "property value of 2002 bytes in 1001 characters",
            event("'props':{'k':'" + "é".repeat(1001) + "'}"),
            LIMIT_TEXT),
        arguments("engagement without values", event("'name':'engagement'"), ENGAGEMENT_TEXT),
        arguments(
            "engagement with useless values",
            event("'name':'engagement','sd':'far','e':-5"),
            ENGAGEMENT_TEXT),
        arguments(
            "engagement of 30 days", event("'name':'engagement','e':2592000000"), ENGAGEMENT_TEXT),
        arguments(
            "engagement with a negative depth",
            event("'name':'engagement','sd':-1"),
            ENGAGEMENT_TEXT),
        arguments(
            "several fields at once",
            "{'url':7,'domain':' ','h':true}",
            "{'errors':{'url':['must be a valid url'],'domain':['can`t be blank'],"
                + "'event_name':['can`t be blank'],'hash_mode':['is invalid']}}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void isTaken(String rule, String body) {
    HttpResponse<String> response = Http.event(server, quoted(body));

    assertThat(response.body()).isEqualTo("ok");
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    assertThat(response.headers().firstValue("x-plausible-dropped")).isEmpty();
  }

  static Stream<Arguments> isTaken() {
    return Stream.of(
        arguments("url of 2000 bytes", event("'url':'" + urlOf(2000) + "'")),
        arguments("url empty, with a domain", event("'url':''")),
        arguments("name of 120 characters", event("'name':'" + "n".repeat(120) + "'")),
        arguments("name of 120 two-byte characters", event("'name':'" + "é".repeat(120) + "'")),
        arguments(
            "name of 120 characters of several code points",
            event("'name':'" + "e\u0301".repeat(120) + "'")),
        arguments("name a whole number", event("'name':404")),
        arguments("name a huge whole number", event("'name':123456789012345678901234567890")),
        arguments("domain a number, so that the url decides", event("'domain':42")),
        arguments("domain false, so that the url decides", event("'domain':false")),
        arguments("hash mode 0", event("'h':0")),
        arguments("hash mode as text", event("'h':'1'")),
        arguments("hash mode false by its short name", event("'h':false")),
        arguments("hash mode empty", event("'h':''")),
        arguments("property name of 300 bytes", event("'props':{'" + "k".repeat(300) + "':'v'}")),
        arguments(
            "property value of 2000 bytes", event("'props':{'k':'" + "é".repeat(1000) + "'}")),
        arguments("referrer a number", event("'referrer':3")),
        arguments("revenue without a currency", event("'revenue':{'amount':'x'}")),
        arguments("revenue that is no object", event("'$':'USD 5'")),
        arguments("keys that nobody knows", event("'timestamp':'2020-01-01','foo':{'a':[1]}")));
  }

  /** A valid event; the fields given come first, and of a repeated key the first one counts. */
  private static String event(String fields) {
    return "{" + fields + ",'name':'x','url':'https://a.test/','domain':'a.test'}";
  }

  private static String urlOf(int bytes) {
    String start = "https://a.test/?q=";
    return start + "x".repeat(bytes - start.length());
  }

  /** JSON with other quotes, for reading: ' stands for ", and ` for '. */
  private static String quoted(String json) {
    return json.replace('\'', '"').replace('`', '\'');
  }
}
