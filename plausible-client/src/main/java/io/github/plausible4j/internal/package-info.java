/**
 * Code that several packages share: transport, answers, problems, time. Not exported; may change in
 * any release.
 */
@NullMarked
package io.github.plausible4j.internal;

import org.jspecify.annotations.NullMarked;
