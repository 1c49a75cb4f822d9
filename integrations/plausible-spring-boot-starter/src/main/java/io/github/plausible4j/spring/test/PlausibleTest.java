package io.github.plausible4j.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a {@code PlausibleServer} of plausible-testkit for the application context of a test, sets
 * {@code plausible.url} to it, and makes it a bean that the test can ask what arrived. It takes
 * events of any site, and ends with the context. Needs plausible-testkit in the test scope.
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
