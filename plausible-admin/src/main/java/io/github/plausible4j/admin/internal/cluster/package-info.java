/** The way to what runs in pods. For internal use only. */
@org.jspecify.annotations.NullMarked
package io.github.plausible4j.admin.internal.cluster;
