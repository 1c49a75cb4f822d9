/** The desired state of a server: users, teams, sites and what belongs to them, as one value. */
@NullMarked
package io.github.plausible4j.admin.desired;

import org.jspecify.annotations.NullMarked;
