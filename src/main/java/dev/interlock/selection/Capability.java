package dev.interlock.selection;

import dev.interlock.catalog.Model;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something a request may demand and a model may lack. A hard constraint. */
public enum Capability {
  TOOLS("tools"),
  JSON_OBJECT("json_object"),
  JSON_SCHEMA("json_schema"),
  VISION("vision"),
  AUDIO("audio"),
  FILES("files");

  private final String id;

  Capability(String id) {
    this.id = id;
  }

  /** The name in a model's {@code capabilities}. */
  public String id() {
    return id;
  }

  /** A model that can hold to a schema can also answer in JSON. */
  boolean offeredBy(Model model) {
    return model.capabilities().contains(id)
        || (this == JSON_OBJECT && model.capabilities().contains(JSON_SCHEMA.id));
  }

  /** What {@code request} demands, in the order of this enum. */
  static List<Capability> demandedBy(InferenceRequest request) {
    var demanded = new ArrayList<Capability>(4);
    if (request.tools() > 0 || request.toolRequired()) {
      demanded.add(TOOLS);
    }
    switch (request.responseFormat()) {
      case FREE -> {}
      case JSON_OBJECT -> demanded.add(JSON_OBJECT);
      case JSON_SCHEMA -> demanded.add(JSON_SCHEMA);
    }
    if (request.modalities().contains(Modality.IMAGE)) {
      demanded.add(VISION);
    }
    if (request.modalities().contains(Modality.AUDIO)) {
      demanded.add(AUDIO);
    }
    if (request.modalities().contains(Modality.FILE)) {
      demanded.add(FILES);
    }
    return demanded;
  }

  /** The first of {@code demanded} that {@code model} lacks. */
  static Optional<Capability> firstMissing(List<Capability> demanded, Model model) {
    for (Capability capability : demanded) {
      if (!capability.offeredBy(model)) {
        return Optional.of(capability);
      }
    }
    return Optional.empty();
  }
}
