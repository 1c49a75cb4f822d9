/** Sites, their goals, properties and shields, and the keys for them. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.account;

import org.jspecify.annotations.NullMarked;
