package io.github.plausible4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.servlet.PageViewFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The properties come from where an application has them: YAML, profiles, files of a Secret. */
class ConfigurationSourcesTest {
  @TempDir Path folder;

  @ImportAutoConfiguration({
    PlausibleAutoConfiguration.class,
    PlausibleServletAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class
  })
  static class Program {}

  @Test
  void aFileInYamlIsReadWithEitherSpellingAndWithItsProfile() throws Exception {
    Files.writeString(
        folder.resolve("application.yaml"),
        """
        plausible:
          url: https://stats.example.org
          trustedProxies: 2
          page-views:
            enabled: no
            include: [/blog/*, "*.html"]
          queue:
            closeTimeout: 3s
        ---
        spring.config.activate.on-profile: live
        plausible:
          site: blog.example.com
          pageViews.enabled: yes
        """);

    try (ConfigurableApplicationContext test = started("--spring.profiles.active=");
        ConfigurableApplicationContext live = started("--spring.profiles.active=live")) {
      PlausibleProperties properties = live.getBean(PlausibleProperties.class);
      assertThat(properties.site()).isEqualTo("blog.example.com");
      assertThat(properties.trustedProxies()).isEqualTo(2);
      assertThat(properties.queue().closeTimeout()).hasSeconds(3);
      assertThat(properties.pageViews().include()).containsExactly("/blog/*", "*.html");
      assertThat(live.getBeanNamesForType(PageViewFilter.class)).hasSize(1);
      assertThat(test.getBeanNamesForType(PageViewFilter.class)).isEmpty();
    }
  }

  @Test
  void aSecretOfFilesIsReadWithoutTheirLastNewline() throws Exception {
    Path secret = Files.createDirectories(folder.resolve("secret"));
    Files.writeString(secret.resolve("plausible.url"), "https://stats.example.org\n");
    Files.writeString(secret.resolve("plausible.api-key"), "a-key-of-mine\n");
    Path pages = Files.createDirectories(secret.resolve("plausible").resolve("page-views"));
    Files.writeString(pages.resolve("enabled"), "on\n");

    try (ConfigurableApplicationContext context =
        started("--spring.config.import=configtree:" + secret + "/")) {
      assertThat(context.getBean(PlausibleProperties.class).apiKey()).isEqualTo("a-key-of-mine");
      assertThat(context.getBean(Plausible.class)).asString().contains("stats.example.org");
      assertThat(context.getBeanNamesForType(PageViewFilter.class)).hasSize(1);
    }
  }

  private ConfigurableApplicationContext started(String argument) {
    return new SpringApplicationBuilder(Program.class)
        .web(WebApplicationType.SERVLET)
        .run("--spring.config.location=" + folder + "/", "--server.port=0", argument);
  }
}
