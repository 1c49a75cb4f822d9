package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.Preflight;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.progress.ApplyResult;
import io.github.plausible4j.k8s.progress.ProvisionListener;
import io.github.plausible4j.k8s.progress.WorkloadProgress;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For internal use only. Logs the exceptions of a listener, so that they do not stop the apply. */
public final class SafeListener implements ProvisionListener {
  private static final Logger LOG = LoggerFactory.getLogger(ProvisionListener.class);

  private final ProvisionListener listener;

  public SafeListener(ProvisionListener listener) {
    this.listener = listener;
  }

  private void tell(Consumer<ProvisionListener> what) {
    try {
      what.accept(listener);
    } catch (RuntimeException e) {
      LOG.warn("a listener failed; the apply continues", e);
    }
  }

  @Override
  public void connecting(String server) {
    tell(each -> each.connecting(server));
  }

  @Override
  public void preflightStarts() {
    tell(ProvisionListener::preflightStarts);
  }

  @Override
  public void preflight(Preflight preflight) {
    tell(each -> each.preflight(preflight));
  }

  @Override
  public void planned(StackPlan plan) {
    tell(each -> each.planned(plan));
  }

  @Override
  public void applied(Change change) {
    tell(each -> each.applied(change));
  }

  @Override
  public void warned(ObjectRef object, String warning) {
    tell(each -> each.warned(object, warning));
  }

  @Override
  public void progress(List<WorkloadProgress> workloads) {
    tell(each -> each.progress(workloads));
  }

  @Override
  public void finished(ApplyResult result) {
    tell(each -> each.finished(result));
  }

  @Override
  public void failed(ProvisioningException failure) {
    tell(each -> each.failed(failure));
  }
}
