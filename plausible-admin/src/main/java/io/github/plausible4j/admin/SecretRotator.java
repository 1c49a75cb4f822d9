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
 * Rotates the secrets of one stack. Each step is written to the journal before it runs: after an
 * interruption at any point, {@link #resume} finishes the rotation or {@link #rollback} undoes it,
 * in this process or another. A lease ensures that only one rotation of a stack runs at a time.
 * Thread-safe if its parts are.
 */
public final class SecretRotator {
  private final RotationEngine engine;

  private SecretRotator(RotationEngine engine) {
    this.engine = engine;
  }

  /**
   * A rotator for a stack in its cluster. Versions are Secrets in addition to the stack's own;
   * journal and lease are a ConfigMap and a Lease named {@code <stack>-rotation}. A restart applies
   * the stack, so pass it as it was last applied. Databases in the cluster are reached through a
   * port-forward that is closed after each call. The caller closes the client.
   */
  public static SecretRotator of(KubernetesClient client, PlausibleStack stack) {
    return new SecretRotator(RotationEngine.of(client, stack));
  }

  /** A rotator for a stack that runs elsewhere. */
  public static SecretRotator of(
      StackControl control, RotationJournal journal, RotationLease lease) {
    return new SecretRotator(RotationEngine.of(control, journal, lease));
  }

  /** Returns this rotator with a listener. */
  public SecretRotator withListener(RotationListener listener) {
    return new SecretRotator(engine.withListener(listener));
  }

  /** Returns what {@link #rotate} with default options would do. Changes nothing. */
  public RotationPlan plan(StackSecret secret) {
    return engine.plan(secret, RotationOptions.defaults());
  }

  /** Returns what {@link #rotate} would do. Changes nothing. */
  public RotationPlan plan(StackSecret secret, RotationOptions options) {
    return engine.plan(secret, options);
  }

  /**
   * Rotates a secret.
   *
   * @throws RotationException if a rotation is under way, here or in another process, if a
   *     consequence is not acknowledged, if the new value is rejected, or if a step fails. Only
   *     after a failed step, call {@link #resume} or {@link #rollback}
   */
  public RotationResult rotate(StackSecret secret, RotationOptions options) {
    return engine.rotate(secret, options);
  }

  /**
   * Finishes a rotation that was interrupted or whose step failed. A rotation that had not yet
   * stored its new version is rolled back, because the values from the caller are gone. If the
   * process of the rotation was killed, this waits until its lease expires, at most 75 seconds in a
   * cluster, and calls {@link RotationListener#waiting} meanwhile.
   *
   * @throws RotationException if there is nothing to resume, if another rotator still works on it,
   *     or if a step fails
   */
  public RotationResult resume() {
    return engine.resume();
  }

  /**
   * Undoes a rotation that is under way. Waits as {@link #resume} does.
   *
   * @throws RotationException if no rotation is under way, if another rotator still works on it, if
   *     it is past its point of no return, or if a step back fails
   */
  public RotationResult rollback() {
    return engine.rollback();
  }
}
