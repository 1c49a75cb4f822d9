@NullMarked
package io.github.plausible4j.testkit;

import org.jspecify.annotations.NullMarked;
