package io.github.plausible4j;

import io.github.plausible4j.internal.BoundedBody;
import io.github.plausible4j.internal.ExceptionFactory;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.RetryAfter;
import io.github.plausible4j.internal.TransportFailure;
import io.github.plausible4j.internal.UrlText;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Creates the exceptions of this package from answers and transport failures. */
final class HttpExceptionFactory implements ExceptionFactory {
  private static final int EXCERPT = 120;

  private final Clock clock;

  HttpExceptionFactory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public RuntimeException refused(HttpResponse answer) {
    return refused(answer, "");
  }

  @Override
  public RuntimeException refused(HttpResponse answer, String hint) {
    int status = answer.status();
    if (status >= 300 && status <= 399) {
      return redirected(answer);
    }
    ErrorResponse words = ErrorResponseReader.read(answer);
    ErrorResponse response = hint.isEmpty() ? words : words.withHint(hint);
    return switch (status) {
      case 400, 422 -> new InvalidRequestException(response);
      case 401 -> new UnauthorizedException(response);
      case 402 -> new PaymentRequiredException(response);
      case 404 -> new NotFoundException(response);
      case 429 ->
          new RateLimitedException(
              response, RetryAfter.parse(answer.headers().get("Retry-After"), clock).orElse(null));
      default -> status >= 500 ? new ServerException(response) : new ApiException(response);
    };
  }

  private static RuntimeException redirected(HttpResponse answer) {
    String location = answer.headers().get("Location");
    return new UnexpectedResponseException(
        answer.status(),
        answer.request()
            + " was redirected to "
            // Without the query, which may contain filters of a site.
            + (location == null ? "nowhere" : UrlText.withoutSecrets(location))
            + "; redirects are not followed, so set the base URL to the address of Plausible",
        null);
  }

  @Override
  public RuntimeException unsupported(HttpResponse answer, String feature, String remedy) {
    ErrorResponse response = ErrorResponseReader.read(answer);
    return new UnsupportedByServerException(
        new ErrorResponse(
            response.status(),
            response.messages(),
            response.body(),
            "this server has no " + feature + " (" + response.text() + "); " + remedy));
  }

  @Override
  public RuntimeException unexpected(
      HttpResponse answer, String expected, @Nullable Throwable cause) {
    String text = answer.text().strip();
    String start = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    return new UnexpectedResponseException(
        answer.status(),
        answer.request()
            + " was answered "
            + answer.status()
            + " without "
            + expected
            + "; is this Plausible? The answer starts: "
            + start,
        cause);
  }

  @Override
  public RuntimeException tooLong(HttpResponse answer, BoundedBody.TooLongException cause) {
    return new UnexpectedResponseException(
        answer.status(),
        answer.request()
            + " was answered with more than "
            + cause.limit()
            + " bytes; is this Plausible? If it is, ask for less, or raise maxResponseBytes",
        cause);
  }

  @Override
  public RuntimeException unanswered(TransportFailure fault, IOException cause) {
    return new TransportException(
        TransportException.Reason.valueOf(fault.kind().name()),
        fault.mayHaveArrived(),
        fault.message(),
        cause);
  }
}
