package io.github.plausible4j.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a {@code PlausibleServer} of plausible-testkit for the application context of a test, sets
 * {@code plausible.url} to its address, and makes it a bean, so that the test can check what
 * arrived. It accepts events of any site, and ends with the context. Requires plausible-testkit in
 * test scope.
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
 * @PlausibleTest
 * class JoinTest {
 *   @Autowired PlausibleServer plausible;
 *   // …
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PlausibleTest {}
