package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.admin.model.ImportInfo;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportsTest {
  @Test
  void aFailedImportIsListedWithTheFirstLineOfItsReason() {
    try (TestDatabase database = SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3)) {
      assertThat(PlausibleAdmin.connect(database.dataSource()).imports().list("blog.example.com"))
          .singleElement()
          .satisfies(each -> assertThat(each.status()).isEqualTo("failed"))
          .extracting(ImportInfo::failure)
          .isEqualTo(Optional.of("bad header"));
    }
  }
}
