package io.github.plausible4j.admin.rotation;

import java.util.Map;
import java.util.TreeMap;

/**
 * The progress of a rotation. Contains no secrets.
 *
 * @param step the number of the last started step, from 0
 * @param done whether that step is known to be finished
 * @param facts further data of the steps, such as names of logins
 */
public record JournalEntry(
    StackSecret secret,
    String oldVersion,
    String newVersion,
    State state,
    int step,
    boolean done,
    Map<String, String> facts) {

  /** The direction or the end of a rotation. */
  public enum State {
    FORWARD,
    BACK,
    FINISHED,
    ROLLED_BACK
  }

  public JournalEntry {
    facts = Map.copyOf(facts);
  }

  public JournalEntry at(State newState, int newStep, boolean newDone) {
    return new JournalEntry(secret, oldVersion, newVersion, newState, newStep, newDone, facts);
  }

  public boolean underWay() {
    return state == State.FORWARD || state == State.BACK;
  }

  public String fact(String name) {
    String value = facts.get(name);
    if (value == null) {
      throw new IllegalStateException("The journal lacks " + name + "; it was changed by hand");
    }
    return value;
  }

  @Override
  public String toString() {
    return "rotation of "
        + secret
        + " from "
        + oldVersion
        + " to "
        + newVersion
        + ": "
        + state
        + ", step "
        + step
        + (done ? " done " : " begun ")
        + new TreeMap<>(facts);
  }
}
