/** What page editing and build reports share: how a file becomes text. Not for users. */
@NullMarked
package io.github.plausible4j.blog.internal;

import org.jspecify.annotations.NullMarked;
