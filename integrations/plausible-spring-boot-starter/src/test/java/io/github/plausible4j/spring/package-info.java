/** The starter in real applications on loopback. */
@NullMarked
package io.github.plausible4j.spring;

import org.jspecify.annotations.NullMarked;
