/** Plausible in Spring Boot: beans, page views, metrics and health from properties. */
@NullMarked
package io.github.plausible4j.spring;

import org.jspecify.annotations.NullMarked;
