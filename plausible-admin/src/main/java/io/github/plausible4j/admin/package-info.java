/**
 * The entry points: {@link io.github.plausible4j.admin.PlausibleAdmin} for users, sites, keys and
 * teams, {@link io.github.plausible4j.admin.ClusterJobs} where a cluster forwards no ports, {@link
 * io.github.plausible4j.admin.SecretRotator} and {@link io.github.plausible4j.admin.BackupSet}.
 */
@NullMarked
package io.github.plausible4j.admin;

import org.jspecify.annotations.NullMarked;
