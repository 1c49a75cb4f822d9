package io.github.plausible4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When an asynchronous answer is reported; what a container calls is called here. */
class PageViewTest {
  private final AtomicInteger reports = new AtomicInteger();
  private final AsyncContext async = answering(AsyncContext.class);
  private final AsyncEvent event = new AsyncEvent(async);
  private final PageView view =
      new PageView(answering(HttpServletRequest.class, async), reports::incrementAndGet);

  @Test
  void whatTheApplicationAnswersAtTheTimeoutIsReportedWhenItIsComplete() {
    view.startAsync();
    view.returned();
    view.onTimeout(event);
    assertThat(reports).hasValue(0);

    view.onComplete(event);

    assertThat(reports).hasValue(1);
  }

  @Test
  void anAnswerThatFailedIsNotReported() {
    view.startAsync();
    view.returned();
    view.onError(event);
    view.onComplete(event);

    assertThat(reports).hasValue(0);
  }

  /** A request or context that does nothing; the request becomes asynchronous with that context. */
  private static <T> T answering(Class<T> type, Object... answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                method.getReturnType() == AsyncContext.class ? answer[0] : null));
  }
}
