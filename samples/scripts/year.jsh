// A year of visitors by week: a line of bars, and a chart as SVG.
var server = DemoSite.start()
var plausible = Plausible.builder(server.url()).apiKey(server.apiKey()).build()
var weeks = StatsQuery.builder(DemoSite.DOMAIN).metrics(VISITORS).dimensions(TIME_WEEK).include(Include.TIME_LABELS).dateRange(lastDays(365)).build()
var year = plausible.stats().query(weeks)

System.out.println(year.sparkline())
StatsChart.of(year, VISITORS).writeSvg(Path.of("samples/target/year.svg"))
System.out.println("a chart is in " + Path.of("samples/target/year.svg").toAbsolutePath())
