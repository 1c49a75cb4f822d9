/**
 * A fake Kubernetes API server on the loopback interface for the tests of this project. The same
 * tests can run on the real API server that {@code KUBECONFIG} names; {@link TestCluster} hides the
 * difference.
 *
 * <p>It simulates, over real HTTP:
 *
 * <ul>
 *   <li>discovery, get, list with selectors, create, update, patch, delete with preconditions and
 *       propagation, dry runs, and watches with bookmarks and {@code 410 Gone};
 *   <li>server-side apply: owned fields, conflicts, lists that merge by key, as in Kubernetes'
 *       OpenAPI specification;
 *   <li>defaults of the fields that this project writes, errors for unknown fields and for changes
 *       of immutable fields, and custom resources from their definitions;
 *   <li>controllers of Deployments, StatefulSets and Jobs, and the binding of claims;
 *   <li>logs, port-forwards, and commands in containers, which run on this machine;
 *   <li>access reviews, with a list of denied permissions;
 *   <li>lost requests, lost responses and refused requests, on demand.
 * </ul>
 *
 * <p>It does not simulate: authentication and roles (every request is allowed, and {@link
 * PermissionLog} has the permissions that a role would have to grant), admission webhooks and pod
 * security, quotas, the scheduler, more than one version of a resource, and {@code limit} and
 * {@code continue} of lists. Pods do not run: {@link TestKubelet} sets their status.
 */
@NullMarked
package io.github.plausible4j.k8s.apiserver;

import org.jspecify.annotations.NullMarked;
