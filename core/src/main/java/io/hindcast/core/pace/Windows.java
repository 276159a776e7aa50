package io.hindcast.core.pace;

import io.hindcast.core.spec.PaceWindow;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import java.time.Instant;
import java.util.Optional;

/** Which share of a pool a backfill may use at a time. */
public final class Windows {
  private Windows() {}

  /**
   * A share and where it comes from.
   *
   * @param window the window that covers the time; empty outside all
   */
  public record Share(Percentage percentage, Optional<PaceWindow> window) {
    /** Slots of a pool: rounded down, but one at least unless the share is nothing. */
    public int of(int slots) {
      int whole = (int) Math.floor(slots * percentage.fraction() + 1e-9);
      return percentage.percent().signum() == 0 ? 0 : Math.min(slots, Math.max(1, whole));
    }

    /** For people: {@code 30% (08:00-18:00 Europe/Paris)}. */
    public String label() {
      String where = window.map(PaceWindow::label).map(" (%s)"::formatted).orElse("");
      return percentage + where;
    }
  }

  /** The share that counts at an instant: that of the first window that covers it. */
  public static Share at(Pacing pacing, Instant now) {
    Optional<PaceWindow> window =
        pacing.windows().stream().filter(each -> each.covers(now)).findFirst();
    return new Share(window.map(PaceWindow::share).orElse(pacing.share()), window);
  }
}
