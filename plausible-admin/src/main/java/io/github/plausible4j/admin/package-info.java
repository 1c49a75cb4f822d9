@NullMarked
package io.github.plausible4j.admin;

import org.jspecify.annotations.NullMarked;
