/** Reports what a build of a static site has published: new and changed posts, and the build. */
@NullMarked
package io.github.plausible4j.blog;

import org.jspecify.annotations.NullMarked;
