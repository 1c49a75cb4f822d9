package blog;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that does not use Plausible. */
@SpringBootApplication
@RestController
class BlogApplication {
  @GetMapping(
      path = {"/", "/posts/{name}"},
      produces = MediaType.TEXT_HTML_VALUE)
  String page() {
    return "<title>A blog</title>";
  }

  public static void main(String[] args) {
    SpringApplication.run(BlogApplication.class, args);
  }
}
