// Who is on the site now, and one visitor more.
var server = DemoSite.start()
var plausible = Plausible.builder(server.url()).apiKey(server.apiKey()).build()

System.out.println(plausible.stats().realtimeVisitors(DemoSite.DOMAIN) + " visitors in the last five minutes")

var reader = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
plausible.events().send(Event.pageview("https://" + DemoSite.DOMAIN + "/about").withVisitor(reader))

System.out.println(plausible.stats().realtimeVisitors(DemoSite.DOMAIN) + " with one who just came")
