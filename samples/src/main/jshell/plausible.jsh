import io.github.plausible4j.*
import io.github.plausible4j.events.*
import io.github.plausible4j.samples.*
import io.github.plausible4j.samples.charts.*
import io.github.plausible4j.stats.*
import io.github.plausible4j.testkit.*
import java.nio.file.*
import java.time.*
import static io.github.plausible4j.stats.DateRange.*
import static io.github.plausible4j.stats.Dimension.*
import static io.github.plausible4j.stats.Metric.*
