/** What operations take and return, and the exceptions that they throw. */
@NullMarked
package io.github.plausible4j.admin.model;

import org.jspecify.annotations.NullMarked;
