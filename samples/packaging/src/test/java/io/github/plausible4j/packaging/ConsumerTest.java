package io.github.plausible4j.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.Event;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;

/** The class path of a program that uses the library beside one that wants OkHttp 4.12. */
class ConsumerTest {
  @Test
  void thereIsOneCopyOfOkHttpAndItIsTheNewOne() throws IOException {
    List<URL> copies =
        Collections.list(getClass().getClassLoader().getResources("okhttp3/OkHttpClient.class"));

    assertThat(copies).hasSize(1);
    assertThat(OkHttp.VERSION).startsWith("5.");
  }

  @Test
  void theLibraryWorksThere() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().code(202).body("ok").build());
      try (Plausible plausible = Plausible.create("http://127.0.0.1:" + server.getPort())) {
        assertThat(plausible.events().send(Event.pageview("https://a.example/")).isAccepted())
            .isTrue();
      }
    }
  }

  @Test
  void theJarIsAModuleThatHidesItsInternals() throws URISyntaxException {
    Path jar = Path.of(Plausible.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    ModuleDescriptor module =
        ModuleFinder.of(jar).find("io.github.plausible4j").orElseThrow().descriptor();

    assertThat(module.isAutomatic()).isFalse();
    assertThat(module.exports())
        .extracting(ModuleDescriptor.Exports::source)
        .contains("io.github.plausible4j", "io.github.plausible4j.events")
        .noneMatch(name -> name.contains("internal"));
  }
}
