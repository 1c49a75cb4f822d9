package io.github.plausible4j.internal.delivery;

import java.util.Arrays;
import java.util.List;

/** Counts the events that the server may hold, in time slices, without keeping them. */
final class CountedServerBuffer implements ServerBuffer {
  private static final int SLICES = 16;

  private final long width;
  private final long[] counts = new long[SLICES + 1];
  private long slice;

  CountedServerBuffer(long nanos) {
    this.width = Math.max(1, nanos / SLICES);
  }

  @Override
  public boolean add(Delivery accepted, long now) {
    advance(now);
    counts[(int) Math.floorMod(slice, (long) counts.length)]++;
    return false;
  }

  @Override
  public List<Delivery> answered(long now) {
    advance(now);
    return List.of();
  }

  private void advance(long now) {
    long current = Math.floorDiv(now, width);
    if (current - slice >= counts.length || current < slice) {
      Arrays.fill(counts, 0);
      slice = current;
    }
    while (slice < current) {
      slice++;
      counts[(int) Math.floorMod(slice, (long) counts.length)] = 0;
    }
  }

  @Override
  public Lost lost() {
    long events = Arrays.stream(counts).sum();
    Arrays.fill(counts, 0);
    return new Lost(events, List.of());
  }
}
