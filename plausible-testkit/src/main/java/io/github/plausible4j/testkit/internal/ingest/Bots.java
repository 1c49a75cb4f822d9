package io.github.plausible4j.testkit.internal.ingest;

import java.util.regex.Pattern;

/**
 * Tells the User-Agents that Plausible drops as bots: a generic rule about the last part of a word,
 * and programs that are known by name. Source of the rule: the bot list of Matomo's Device Detector
 * 6.3.2, which Plausible carries; here in its effect, not in its 629 rules.
 */
final class Bots {
  private static final Pattern GENERIC =
      Pattern.compile(
          "(?:(?<!cu)bot|crawl(?:er)?|spider|monitor|checker|collector|fetch(?:er)?|indexer"
              + "|inspector|analy[sz]er|archiver?|project|proxy|research|resolver|robots|scanner"
              + "|scraper|script|searcher|(?<!-)security|study|transcoder|uptime|user[ _]?agent"
              + "|validator|appengine)(?![a-z])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BY_NAME =
      Pattern.compile(
          "(?<![a-z0-9_-])(?:HeadlessChrome|AHC/|http%20client|Request-Promise|facebookexternalhit"
              + "|facebookcatalog|meta-externalagent|WhatsApp|BingPreview|Mediapartners-Google"
              + "|Google-InspectionTool|Google Favicon|Google-Read-Aloud|Google-Site-Verification"
              + "|Chrome-Lighthouse|Google Page Speed|GTmetrix|Yahoo! Slurp|Slurp|Embedly|Flipboard"
              + "|Feedly|FeedBurner|Feedspot|Tiny Tiny RSS|NewsBlur|Site24x7|StatusCake|Pingdom"
              + "|NewRelicPinger|Datadog Agent|Nmap|Nutch|Heritrix|zgrab|Wappalyzer|Outbrain"
              + "|PagePeeker|SkypeUriPreview|Snap URL Preview|Quora Link Preview|Netcraft|Nuclei"
              + "|W3C_Validator|CloudFlare-AlwaysOnline|Superfeedr|ChatGPT-User"
              + "|Perplexity-User|Claude-User)",
          Pattern.CASE_INSENSITIVE);

  private Bots() {}

  static boolean isBot(String userAgent) {
    return GENERIC.matcher(userAgent).find() || BY_NAME.matcher(userAgent).find();
  }
}
