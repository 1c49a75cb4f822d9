package io.github.plausible4j;

import java.io.Serial;

/**
 * 402: the hosted service requires a subscription that includes the feature. A self-hosted
 * Community Edition never answers 402.
 */
public final class PaymentRequiredException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  PaymentRequiredException(ErrorResponse response) {
    super(response);
  }
}
