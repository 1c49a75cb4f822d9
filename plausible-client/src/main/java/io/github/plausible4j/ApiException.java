package io.github.plausible4j;

import java.io.Serial;
import java.util.List;

/**
 * The server answered with a status outside 200 to 299. Well-known statuses have a subclass; every
 * other one (406, 413 …) is a plain {@code ApiException}.
 */
public sealed class ApiException extends PlausibleException
    permits InvalidRequestException,
        NotFoundException,
        PaymentRequiredException,
        RateLimitedException,
        ServerException,
        UnauthorizedException,
        UnsupportedByServerException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final List<String> messages;
  private final String body;

  ApiException(ErrorResponse response) {
    super(response.text(), null);
    this.status = response.status();
    this.messages = response.messages();
    this.body = response.body();
  }

  /** The HTTP status of the answer. */
  public final int status() {
    return status;
  }

  /**
   * The server's error messages. A message about a field starts with the field's name. Never empty:
   * an answer without a message is described by its status.
   */
  public final List<String> messages() {
    return messages;
  }

  /** The body as received, at most its first 64 KiB. */
  public final String body() {
    return body;
  }
}
