// This week's pages as a table. For your own server:
// Plausible.builder("https://stats.example.org").apiKey(System.getenv("PLAUSIBLE_KEY")).build()
var server = DemoSite.start()
var plausible = Plausible.builder(server.url()).apiKey(server.apiKey()).build()
var week = StatsQuery.builder(DemoSite.DOMAIN).metrics(VISITORS, PAGEVIEWS, BOUNCE_RATE).dimensions(PAGE).dateRange(lastDays(7)).build()

System.out.println(plausible.stats().query(week))
