@NullMarked
package io.github.plausible4j.k8s.http;

import org.jspecify.annotations.NullMarked;
