/** Reports of the provisioner: plans, preflight findings, status, diagnoses. */
@NullMarked
package io.github.plausible4j.k8s.plan;

import org.jspecify.annotations.NullMarked;
