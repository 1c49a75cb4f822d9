/** The program: {@code java -jar plausible-blog.jar}, with its commands and options. */
@NullMarked
package io.github.plausible4j.blog.cli;

import org.jspecify.annotations.NullMarked;
