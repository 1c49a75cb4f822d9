package io.github.plausible4j.blog.cli;

import io.github.plausible4j.blog.BuildProgress;
import java.time.Clock;
import java.time.Duration;

/**
 * The environment of the program.
 *
 * @param timeout how long to wait for a server that cannot be reached
 */
record Settings(Clock clock, Duration timeout, BuildProgress progress) {}
