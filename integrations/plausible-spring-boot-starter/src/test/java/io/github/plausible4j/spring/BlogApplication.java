package io.github.plausible4j.spring;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that does not use Plausible. */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
class BlogApplication {
  @GetMapping(
      path = {"/", "/posts/{name}"},
      produces = MediaType.TEXT_HTML_VALUE)
  String page() {
    return "<title>A blog</title>";
  }
}
