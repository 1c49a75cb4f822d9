package io.github.plausible4j.k8s.internal.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.github.plausible4j.k8s.internal.cluster.Inventory;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.render.SecretComposer;
import io.github.plausible4j.k8s.internal.render.SecretEntry;
import io.github.plausible4j.k8s.internal.render.SecretManifests;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.SecretTemplate.SecretClass;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plans the Secrets of a stack. A Secret is created once and then left alone, with two exceptions:
 * values that the caller supplies for external services are updated, and a database URL follows the
 * stack's database.
 */
public final class SecretPlan {
  /** The change of one Secret, and the object to write; empty if nothing is written. */
  public record Step(Change change, Optional<Secret> secret) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<Diagnosis> problems = new ArrayList<>();
  private final List<KubeObject> found = new ArrayList<>();
  private final LiveSecrets live;
  private final Inventory inventory;
  private final boolean dataPresent;
  private final boolean dataElsewhere;
  private final Set<String> managers = new HashSet<>();

  private SecretPlan(
      LiveSecrets live,
      Inventory inventory,
      boolean dataPresent,
      boolean dataElsewhere,
      Set<String> takeOver) {
    this.live = live;
    managers.addAll(takeOver);
    managers.add(KubeApi.FIELD_MANAGER);
    this.inventory = inventory;
    this.dataPresent = dataPresent;
    this.dataElsewhere = dataElsewhere;
  }

  /**
   * Plans all Secrets of a stack. The values of new ones are generated here, so that pod templates
   * can have their digests before the Secrets are written.
   *
   * @param dataPresent whether the stack has volumes in the cluster
   * @param takeOver field managers whose values are taken over
   */
  public static SecretPlan of(
      PlausibleStack stack,
      LiveSecrets live,
      Inventory inventory,
      boolean dataPresent,
      Set<String> takeOver) {
    boolean elsewhere =
        stack
            .volumes()
            .postgres()
            .filter(own -> !(own.storage() instanceof StorageSpec.ExistingClaim))
            .isEmpty();
    SecretPlan plan = new SecretPlan(live, inventory, dataPresent, elsewhere, takeOver);
    StackSecrets.of(stack).forEach(plan::add);
    return plan;
  }

  /** The changes, one for each Secret. */
  public List<Step> steps() {
    return steps;
  }

  /** The names of the Secrets that are created or changed. */
  public Set<String> changed() {
    return steps.stream()
        .map(Step::change)
        .filter(Change::changesSomething)
        .map(change -> change.object().name())
        .collect(Collectors.toSet());
  }

  /** The Secrets that exist already, whoever created them. */
  public List<KubeObject> found() {
    return found;
  }

  /** Why Secrets cannot be created or used. */
  public List<Diagnosis> problems() {
    return problems;
  }

  private void add(SecretTemplate template) {
    String name = live.liveName(template.name());
    Optional<Map<String, String>> content = live.content(name);
    live.object(template.name()).ifPresent(found::add);
    if (content.isPresent()) {
      present(template, name, content.get());
    } else if (!name.equals(template.name()) || lost(template)) {
      problems.add(
          new Diagnosis(
              ref(name),
              "the Secret is missing, but data that need it still exist",
              List.of(
                  "keys it had: " + String.join(", ", template.keys()),
                  "a new one would lock the stack out of its own data"),
              "restore the Secret from a backup; if there is none and the data may be lost, remove"
                  + " the stack with Retention.deleteEverything and apply again"));
    } else {
      create(template);
    }
  }

  private boolean lost(SecretTemplate template) {
    boolean wasThere = inventory.get(live.key(template.name())).isPresent();
    boolean neverRecorded = inventory.keys().isEmpty();
    // It cannot be seen whether data outside of the stack's own volumes still exist.
    boolean data = dataPresent ? wasThere || neverRecorded : dataElsewhere && wasThere;
    return template.secretClass() == SecretClass.DATA && data;
  }

  private void present(SecretTemplate template, String name, Map<String, String> content) {
    List<String> missing =
        template.keys().stream().filter(key -> !content.containsKey(key)).toList();
    Map<String, String> given = given(template, content);
    List<String> differing =
        given.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(content.get(entry.getKey())))
            .map(Map.Entry::getKey)
            .filter(key -> name.equals(template.name()) || isGiven(template, key))
            .toList();
    boolean moved = template.leadsElsewhere(content);
    boolean follows =
        name.equals(template.name()) && (moved || template.secretClass() == SecretClass.EXTERNAL);
    if (moved && !follows) {
      problems.add(
          new Diagnosis(
              ref(name),
              "the Secret points to another database than the stack's",
              List.of("it is a version that a rotation created, which is immutable"),
              "keep the database; or first create a version with the login of the new one and make"
                  + " it live, with create and makeLive of the new stack's SecretVersions"));
    } else if (follows && !differing.isEmpty() && given.keySet().containsAll(missing)) {
      update(template, content, given, differing);
    } else if (!missing.isEmpty()) {
      problems.add(
          new Diagnosis(
              ref(name),
              "the Secret lacks keys that the stack needs",
              List.of("missing: " + String.join(", ", missing)),
              "add the keys with the values that are in use; they are not generated again, because"
                  + " the data were protected with the old ones"));
    } else if (differing.isEmpty()) {
      step(Change.Action.NOOP, name, List.of(), "", Optional.empty());
    } else {
      String reason =
          "the given value of "
              + String.join(", ", differing)
              + " differs; rotate the Secret to change it";
      step(Change.Action.KEEP, name, List.of(), reason, Optional.empty());
    }
  }

  /**
   * Whether the caller supplies the value. Composed values may differ after a rotation, for example
   * in the user name.
   */
  private static boolean isGiven(SecretTemplate template, String key) {
    return template.entry(key).filter(SecretEntry.Given.class::isInstance).isPresent();
  }

  private void update(
      SecretTemplate template,
      Map<String, String> content,
      Map<String, String> given,
      List<String> differing) {
    List<Change.FieldConflict> others =
        live.object(template.name()).stream()
            .flatMap(secret -> secret.dataOfOthers(differing, managers).stream())
            .toList();
    if (!others.isEmpty()) {
      conflict(template.name(), others);
      return;
    }
    Map<String, String> values = new TreeMap<>(content);
    values.putAll(given);
    live.promise(template.name(), values);
    List<Change.FieldChange> fields =
        differing.stream()
            .map(
                key ->
                    new Change.FieldChange(
                        "data." + key, content.containsKey(key) ? "****" : "", "****"))
            .toList();
    step(
        Change.Action.UPDATE,
        template.name(),
        fields,
        "follows the values of the stack",
        Optional.of(SecretManifests.secret(template, liveType(template), values)));
  }

  private void conflict(String name, List<Change.FieldConflict> others) {
    Change change = new Change(Change.Action.CONFLICT, ref(name), List.of(), others, "");
    steps.add(new Step(change, Optional.empty()));
  }

  private void create(SecretTemplate template) {
    Map<String, String> values = SecretManifests.generated(template);
    values.putAll(given(template, values));
    live.promise(template.name(), values);
    step(
        Change.Action.CREATE,
        template.name(),
        List.of(),
        "keys " + String.join(", ", template.keys()),
        Optional.of(SecretManifests.secret(template, template.type(), values)));
  }

  /** The supplied and composed values; {@code known} has the generated ones that they refer to. */
  private Map<String, String> given(SecretTemplate template, Map<String, String> known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (SecretEntry entry : template.entries()) {
      if (entry instanceof SecretEntry.Given given) {
        values.put(entry.key(), given.value().reveal());
      }
    }
    new SecretComposer(template, this::content).complete(values, known).forEach(this::missing);
    return values;
  }

  private Map<String, String> content(String templateName) {
    return live.content(live.liveName(templateName)).orElse(Map.of());
  }

  private void missing(SecretEntry.Reference reference) {
    Diagnosis problem =
        new Diagnosis(
            ref(reference.secretName()),
            "the stack refers to a key of a Secret that does not exist",
            List.of("key " + reference.key()),
            "create the Secret with this key in the stack's namespace before applying the stack");
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /**
   * The type of a Secret is immutable, so it stays even if the stack's database now needs another
   * one.
   */
  private String liveType(SecretTemplate template) {
    return live.object(template.name()).map(secret -> secret.text("/type")).orElse(template.type());
  }

  private void step(
      Change.Action action,
      String name,
      List<Change.FieldChange> fields,
      String reason,
      Optional<Secret> secret) {
    steps.add(new Step(new Change(action, ref(name), fields, List.of(), reason), secret));
  }

  private ObjectRef ref(String name) {
    return live.key(name);
  }
}
