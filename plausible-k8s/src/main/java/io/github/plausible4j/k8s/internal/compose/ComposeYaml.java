package io.github.plausible4j.k8s.internal.compose;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The YAML of a compose file, within limits, with each value as it is written. */
final class ComposeYaml {
  private static final int DEEPEST = 20;

  /** A file of many services may merge one block into each of them. */
  private static final int MOST_ALIASES = 200;

  /** A value that takes away what was there, {@code !reset}. */
  static final Object RESET = new Object();

  /** A value that replaces what was there, {@code !override}. */
  record Whole(@Nullable Object value) {}

  private ComposeYaml() {}

  /** The keys at the top of a file; empty where the file is. */
  static Map<String, Object> read(Path file) {
    String name = BoundedFile.name(file);
    Object root = parse(file, name);
    if (root != null && !(root instanceof Map<?, ?>)) {
      throw ComposeProblem.fatal(
          name, "is not a compose file", "name the directory of a file with services");
    }
    Map<String, Object> read = new LinkedHashMap<>();
    if (root instanceof Map<?, ?> map) {
      map.forEach((key, value) -> read.put(String.valueOf(key), value));
    }
    return read;
  }

  private static @Nullable Object parse(Path file, String name) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(BoundedFile.LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    String text = BoundedFile.read(file);
    try {
      return new Yaml(
              new WithTags(options), new Representer(unused), unused, options, new TextResolver())
          .load(text);
    } catch (DuplicateKeyException e) {
      throw ComposeProblem.fatal(
          place(name, e), "has a key that is there already", "take one of both out");
    } catch (MarkedYAMLException e) {
      throw ComposeProblem.fatal(
          place(name, e), "is not YAML", "check it with docker compose config");
    } catch (YAMLException e) {
      throw ComposeProblem.fatal(
          name, "is not YAML within the limits", "check it with docker compose config");
    } catch (RuntimeException e) {
      // What reads the value of a standard tag casts and converts it without a check.
      throw ComposeProblem.fatal(
          name,
          "has a tag, such as !!set or !!int, before a value of another kind",
          "take the tag out, or check the file with docker compose config");
    }
  }

  private static String place(String name, MarkedYAMLException e) {
    return name + " line " + (e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1);
  }

  /** A number with a zero before it, and a word such as no, are texts to a program. */
  private static final class TextResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }

  private static final class WithTags extends SafeConstructor {
    WithTags(LoaderOptions options) {
      super(options);
      yamlConstructors.put(new Tag("!reset"), new Construction(false));
      yamlConstructors.put(new Tag("!override"), new Construction(true));
    }

    private final class Construction extends AbstractConstruct {
      private final boolean replaces;

      Construction(boolean replaces) {
        this.replaces = replaces;
      }

      @Override
      public Object construct(Node node) {
        if (!replaces) {
          return RESET;
        }
        if (node instanceof MappingNode mapping) {
          flattenMapping(mapping);
          return new Whole(constructMapping(mapping));
        }
        return new Whole(
            node instanceof SequenceNode sequence
                ? constructSequence(sequence)
                : constructScalar((ScalarNode) node));
      }
    }
  }
}
