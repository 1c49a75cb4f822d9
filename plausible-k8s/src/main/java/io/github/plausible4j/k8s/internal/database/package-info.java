/** Scripts that run at the databases of a stack, before it uses what they hold. */
@NullMarked
package io.github.plausible4j.k8s.internal.database;

import org.jspecify.annotations.NullMarked;
