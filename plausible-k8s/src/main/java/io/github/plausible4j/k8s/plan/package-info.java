/** What the provisioner reports: plans, progress, status, diagnoses. */
@NullMarked
package io.github.plausible4j.k8s.plan;

import org.jspecify.annotations.NullMarked;
