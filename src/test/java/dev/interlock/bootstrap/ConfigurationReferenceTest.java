package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dinterlock.update=true} writes the committed files anew. */
class ConfigurationReferenceTest {
  private static final Path FOLDER = Path.of("docs/reference");

  @Test
  void the_committed_schema_is_what_the_readers_declare() throws IOException {
    assertCommitted("interlock.schema.json", ConfigurationReference.schema());
  }

  @Test
  void the_committed_page_is_what_the_readers_declare() throws IOException {
    assertCommitted("configuration.md", ConfigurationReference.page());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "examples/interlock.yaml",
        "examples/minimal.yaml",
        "src/test/resources/config/full.yaml"
      })
  void the_schema_accepts_good_files(String file) throws IOException {
    assertThat(faults(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"models", "sections"})
  void the_schema_refuses_bad_files(String name) throws IOException {
    assertThat(faults("src/test/resources/config/bad/" + name + ".yaml")).hasSizeGreaterThan(10);
  }

  private static List<Error> faults(String file) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ConfigurationReference.schema());
    return schema.validate(Files.readString(Path.of(file)), InputFormat.YAML);
  }

  private static void assertCommitted(String name, String generated) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("interlock.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, generated);
    }
    assertThat(Files.readString(file))
        .as(file + " (-Dinterlock.update=true writes it anew)")
        .isEqualTo(generated);
  }
}
