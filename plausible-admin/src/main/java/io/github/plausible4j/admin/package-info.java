/**
 * The entry points: {@link io.github.plausible4j.admin.PlausibleAdmin} for users, sites, keys and
 * teams, {@link io.github.plausible4j.admin.ClusterJobs} for clusters that forbid port-forwards,
 * {@link io.github.plausible4j.admin.SecretRotator}, {@link io.github.plausible4j.admin.BackupSet}
 * and {@link io.github.plausible4j.admin.ComposeMigration}.
 */
@NullMarked
package io.github.plausible4j.admin;

import org.jspecify.annotations.NullMarked;
