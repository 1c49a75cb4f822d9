/**
 * A Kubernetes API server on loopback for the tests of this project. Tests that run on it run on a
 * real API server too, where {@code KUBECONFIG} names one; {@link TestCluster} hides which it is.
 *
 * <p>It plays, over real HTTP:
 *
 * <ul>
 *   <li>discovery, get, list with selectors, create, update, patch, delete with preconditions and
 *       propagation, dry runs, and watches with bookmarks and {@code 410 Gone};
 *   <li>server-side apply: owned fields, conflicts, lists merged by key, as the published OpenAPI
 *       says it;
 *   <li>defaults of the fields that this project writes, refusal of unknown fields and of changes
 *       to fields that may not change, custom resources from their definitions;
 *   <li>controllers of Deployments, StatefulSets and Jobs, and the binding of claims;
 *   <li>logs, port-forwards and commands in containers, by processes of this machine;
 *   <li>access reviews, by a list of what is denied;
 *   <li>lost requests, lost answers and refused requests, when a test asks for them.
 * </ul>
 *
 * <p>It does not play: authentication and roles (every request is allowed, and {@link
 * PermissionLog} says what a role would have to grant), admission webhooks and pod security,
 * quotas, the scheduler, more than one version of a resource, and {@code limit} and {@code
 * continue} of lists. Pods do not run: {@link TestKubelet} says what becomes of them.
 */
@NullMarked
package io.github.plausible4j.k8s.apiserver;

import org.jspecify.annotations.NullMarked;
