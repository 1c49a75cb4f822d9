package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds unknown fields, which the typed model keeps as additional properties. */
final class Unknown {
  private static final KubernetesSerialization MODEL = new KubernetesSerialization();

  private Unknown() {}

  static void check(Class<? extends HasMetadata> type, JsonNode object) {
    Object model = MODEL.unmarshal(Json.write(object), type);
    String field = find(model, "");
    if (field != null) {
      throw ApiFailure.badRequest(
          "failed to create typed patch object: " + field + ": field not declared in schema");
    }
  }

  private static @Nullable String find(@Nullable Object model, String path) {
    if (model instanceof Collection<?> list) {
      for (Object element : list) {
        String found = find(element, path);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    if (model == null || !model.getClass().getName().startsWith("io.fabric8.kubernetes.api")) {
      return null;
    }
    for (Method method : model.getClass().getMethods()) {
      if (method.getParameterCount() == 0 && method.getName().startsWith("get")) {
        Object value = value(model, method);
        if (method.getName().equals("getAdditionalProperties")) {
          if (value instanceof Map<?, ?> extra && !extra.isEmpty()) {
            if (!model.getClass().getSimpleName().equals("FieldsV1")) {
              return path + "." + extra.keySet().iterator().next();
            }
          }
        } else {
          String name = method.getName().substring(3);
          String found =
              find(value, path + "." + Character.toLowerCase(name.charAt(0)) + name.substring(1));
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  private static @Nullable Object value(Object model, Method method) {
    try {
      return method.invoke(model);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
