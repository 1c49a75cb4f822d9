package io.github.plausible4j.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Pages and what is not a page, in the ways that Spring MVC has to answer. */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
class ShopApplication {
  private static final String HTML = "<title>A shop</title>" + " ".repeat(4_000);

  @ControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @GetMapping(path = "/page", produces = MediaType.TEXT_HTML_VALUE)
  String page() {
    return HTML;
  }

  @GetMapping("/forwarded")
  ModelAndView forwarded() {
    return new ModelAndView("forward:/page");
  }

  @GetMapping("/included")
  void included(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    request.getRequestDispatcher("/page").include(request, response);
  }

  @GetMapping(path = "/called", produces = MediaType.TEXT_HTML_VALUE)
  Callable<String> called() {
    return () -> HTML;
  }

  @GetMapping(path = "/deferred", produces = MediaType.TEXT_HTML_VALUE)
  DeferredResult<String> deferred() {
    DeferredResult<String> result = new DeferredResult<>();
    result.setResult(HTML);
    return result;
  }

  @GetMapping(path = "/late", produces = MediaType.TEXT_HTML_VALUE)
  DeferredResult<String> late() {
    return new DeferredResult<>(1L, HTML);
  }

  @GetMapping("/never")
  DeferredResult<String> never() {
    return new DeferredResult<>(1L);
  }

  @GetMapping(path = "/streamed")
  ResponseEntity<StreamingResponseBody> streamed() {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_HTML)
        .body(
            out -> {
              out.write(HTML.getBytes(StandardCharsets.UTF_8));
              out.flush();
              out.write(HTML.getBytes(StandardCharsets.UTF_8));
            });
  }

  @GetMapping("/moved")
  ModelAndView moved() {
    return new ModelAndView("redirect:/page");
  }

  @GetMapping("/broken")
  String broken() {
    throw new IllegalStateException("the application's own");
  }

  @GetMapping("/broken-later")
  Callable<String> brokenLater() {
    return () -> {
      throw new IllegalStateException("the application's own");
    };
  }

  @GetMapping("/refused")
  String refused() {
    throw new ResponseStatusException(HttpStatus.FORBIDDEN);
  }
}
