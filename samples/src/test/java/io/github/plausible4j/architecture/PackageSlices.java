package io.github.plausible4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Every package, the root package too, is a slice of its own. */
public final class PackageSlices implements SliceAssignment {
  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    return type.getPackageName().startsWith(Modules.PROJECT)
        ? SliceIdentifier.of(type.getPackageName())
        : SliceIdentifier.ignore();
  }

  @Override
  public String getDescription() {
    return "packages of the project";
  }
}
