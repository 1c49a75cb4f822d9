package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.Visitor;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the log says of visitors who cannot be told apart; in a JVM of its own, to read its log. */
class LoggedOnceTest {
  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";

  @Test
  void aMistakeOfEachEventIsOneLineWithItsRemedy() throws Exception {
    try (TestServer server = TestServer.answering(TestServer.status(202));
        ChildProgram program = ChildProgram.start(Program.class, server.url())) {
      assertThat(program.waitFor()).as(program.output()).isZero();

      assertThat(times("loopback or private address", program.output())).isOne();
      assertThat(times("has no visitor", program.output())).isOne();
      assertThat(program.output())
          .contains(
              "VisitorFinder.behind(…)", "plausible.trusted-proxies", "Visitor.ofServer(name)")
          .doesNotContain("192.168.1.20", "203.0.113.7");
    }
  }

  private static long times(String words, String output) {
    return Pattern.compile(Pattern.quote(words)).matcher(output).results().count();
  }

  static final class Program {
    public static void main(String[] args) {
      try (Plausible plausible = Plausible.create(args[0]);
          EventQueue queue = plausible.eventQueue()) {
        for (String address : new String[] {"127.0.0.1", "192.168.1.20", "::1", "203.0.113.7"}) {
          queue.track(event().withVisitor(Visitor.of(address, FIREFOX)));
          queue.track(event());
        }
        if (!queue.flush(Duration.ofMinutes(2)).isComplete()) {
          System.exit(1);
        }
      }
    }

    private static Event event() {
      return Event.pageview("https://blog.example.com/");
    }
  }
}
