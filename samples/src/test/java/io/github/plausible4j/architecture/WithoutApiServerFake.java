package io.github.plausible4j.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out the API server of the tests: it is not published, so it hides nothing from users. */
public final class WithoutApiServerFake implements ImportOption {
  @Override
  public boolean includes(Location location) {
    return !location.contains("apiserver-fake");
  }
}
