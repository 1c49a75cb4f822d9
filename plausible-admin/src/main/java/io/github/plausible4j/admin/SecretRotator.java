package io.github.plausible4j.admin;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.internal.rotation.RotationEngine;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationJournal;
import io.github.plausible4j.admin.rotation.RotationLease;
import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.PlausibleStack;

/**
 * Rotates the secrets of one stack. Each step is written to the journal before it happens: after an
 * interruption at any point {@link #resume} finishes the rotation or {@link #rollback} takes it
 * back, in this process or another. A lease keeps two rotators apart, and two calls of one.
 * Thread-safe as far as its parts are; one rotation runs at a time.
 */
public final class SecretRotator {
  private final RotationEngine engine;

  private SecretRotator(RotationEngine engine) {
    this.engine = engine;
  }

  /**
   * A rotator for a stack in its cluster. Versions are Secrets beside the stack's own, the journal
   * is the ConfigMap and the lease the Lease {@code <stack>-rotation}. A restart applies the stack,
   * so give it as it was applied last. Databases in the cluster are reached by a port-forward that
   * ends with each call. The client stays the caller's.
   */
  public static SecretRotator of(KubernetesClient client, PlausibleStack stack) {
    return new SecretRotator(RotationEngine.of(client, stack));
  }

  /** A rotator for a stack that runs anywhere. */
  public static SecretRotator of(
      StackControl control, RotationJournal journal, RotationLease lease) {
    return new SecretRotator(RotationEngine.of(control, journal, lease));
  }

  /** The same rotator, watched. */
  public SecretRotator withListener(RotationListener listener) {
    return new SecretRotator(engine.withListener(listener));
  }

  /** What {@link #rotate} with default options would do; changes nothing. */
  public RotationPlan plan(StackSecret secret) {
    return engine.plan(secret, RotationOptions.defaults());
  }

  /** What {@link #rotate} would do; changes nothing. */
  public RotationPlan plan(StackSecret secret, RotationOptions options) {
    return engine.plan(secret, options);
  }

  /**
   * Rotates a secret.
   *
   * @throws RotationException if a rotation is under way, here or in another process, if a
   *     consequence is not acknowledged, if the new value cannot be taken, or if a step fails;
   *     after the last of these, and only then, {@link #resume} or {@link #rollback}
   */
  public RotationResult rotate(StackSecret secret, RotationOptions options) {
    return engine.rotate(secret, options);
  }

  /**
   * Finishes a rotation that was interrupted or whose step failed. One that had not yet made its
   * new version is taken back, because what the caller gave it is gone. Where the process that ran
   * it was killed, this waits until its lease has expired, in a cluster for 75 seconds at most;
   * {@link RotationListener#waiting} is called meanwhile.
   *
   * @throws RotationException if there is nothing to resume, if another rotator still works on it,
   *     or if a step fails
   */
  public RotationResult resume() {
    return engine.resume();
  }

  /**
   * Takes a rotation back that is under way. Waits as {@link #resume} does.
   *
   * @throws RotationException if no rotation is under way, if another rotator still works on it, if
   *     it is past its point of no return, or if a step back fails
   */
  public RotationResult rollback() {
    return engine.rollback();
  }
}
