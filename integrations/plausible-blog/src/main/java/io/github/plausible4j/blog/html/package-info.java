/**
 * The pages of a built site: which of them count a visitor, and how the snippet is put into them.
 */
@NullMarked
package io.github.plausible4j.blog.html;

import org.jspecify.annotations.NullMarked;
