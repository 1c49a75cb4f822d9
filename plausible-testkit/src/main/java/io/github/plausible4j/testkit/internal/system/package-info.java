/** Health and the description of the server. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.system;

import org.jspecify.annotations.NullMarked;
