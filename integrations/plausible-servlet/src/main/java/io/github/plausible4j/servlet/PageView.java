package io.github.plausible4j.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that may become a page view. It is notified at once when an asynchronous answer begins,
 * because another thread may complete it before the filter chain returns.
 */
final class PageView extends HttpServletRequestWrapper implements AsyncListener {
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Runnable report;
  private volatile boolean isAsync;

  PageView(HttpServletRequest request, Runnable report) {
    super(request);
    this.report = report;
  }

  /** Called when the chain has returned. The answer is complete, unless it is asynchronous. */
  void returned() {
    if (!isAsync) {
      end(true);
    }
  }

  private void end(boolean succeeded) {
    if (ended.compareAndSet(false, true) && succeeded) {
      report.run();
    }
  }

  @Override
  public AsyncContext startAsync() {
    return listenTo(super.startAsync());
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return listenTo(super.startAsync(request, response));
  }

  private AsyncContext listenTo(AsyncContext context) {
    isAsync = true;
    context.addListener(this);
    return context;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end(true);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // The application can still answer with a page; onComplete sees what it did.
  }

  @Override
  public void onError(AsyncEvent event) {
    end(false);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Containers remove listeners when a dispatched request becomes asynchronous again.
    event.getAsyncContext().addListener(this);
  }
}
