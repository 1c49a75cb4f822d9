/**
 * What several packages share: transport, answers, problems, time. Not exported, and free to change
 * in any release.
 */
@NullMarked
package io.github.plausible4j.internal;

import org.jspecify.annotations.NullMarked;
