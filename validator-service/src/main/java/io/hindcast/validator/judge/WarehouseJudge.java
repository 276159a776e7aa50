package io.hindcast.validator.judge;

import io.hindcast.core.check.Assessment;
import io.hindcast.core.check.Assessments;
import io.hindcast.core.check.JudgedTask;
import io.hindcast.core.check.Judgement;
import io.hindcast.core.check.PartitionRules;
import io.hindcast.core.check.Rules;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.swap.CarryRule;
import io.hindcast.core.table.TableName;
import io.hindcast.validator.measure.ContentPins;
import io.hindcast.validator.measure.LossMeter;
import io.hindcast.validator.measure.Wave;
import io.hindcast.validator.measure.WaveMeter;
import io.hindcast.warehouse.SourceLook;
import io.hindcast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges what is in the warehouse. */
public final class WarehouseJudge implements WaveJudge {
  private static final Logger LOG = LoggerFactory.getLogger(WarehouseJudge.class);
  private static final int LOOKS_MAX = 5;

  private final Warehouse warehouse;
  private final ContentPins contentPins;
  private final WaveMeter meter;
  private final LossMeter losses;

  /** Asks this warehouse. */
  public WarehouseJudge(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.contentPins = new ContentPins(warehouse);
    this.meter = new WaveMeter(warehouse);
    this.losses = new LossMeter(warehouse);
  }

  /**
   * Holds the shadow still while it looks: without new merges, and looking again when a merge that
   * ran already, or anything else, changed the parts meanwhile. So the checks and the pins are
   * about the same content.
   */
  @Override
  public Judgement judge(BackfillSpec spec, ValidationOrder order) {
    warehouse.stopMerges(order.shadow());
    try {
      for (int look = 1; look <= LOOKS_MAX; look++) {
        Optional<Judgement> judgement = look(spec, order);
        if (judgement.isPresent()) {
          return judgement.get();
        }
        LOG.info("Validation {}: {} changed, look {}", order.validationId(), order.shadow(), look);
      }
      throw new HindcastException(
          ErrorCode.CONTENT_CHANGED,
          "%s changed during each of %d looks: expected nobody to write to it"
              .formatted(order.shadow(), LOOKS_MAX));
    } finally {
      startMerges(order.shadow());
    }
  }

  /** Empty when the content changed during the look. */
  private Optional<Judgement> look(BackfillSpec spec, ValidationOrder order) {
    Wave wave = new Wave(spec, order, contentPins.take(order));
    Assessments assessments = assess(wave);
    if (!contentPins.hold(order, wave.pins())) {
      return Optional.empty();
    }
    return Optional.of(assessments.judge(wave.pins(), movedTasks(wave, assessments)));
  }

  private Assessments assess(Wave wave) {
    List<Assessment> all = new ArrayList<>();
    meter.evidence(wave).forEach(evidence -> all.add(Rules.assess(evidence)));
    PartitionRules.nothingCompared(all).ifPresent(all::add);
    all.add(PartitionRules.present(wave.pins(), wave.spec().transform().emptyPartitions()));
    all.add(PartitionRules.owned(meter.strangers(wave)));
    all.addAll(losses.assess(wave));
    return new Assessments(all);
  }

  /** Looked at after the comparisons: what had moved before them is seen. */
  private List<String> movedTasks(Wave wave, Assessments assessments) {
    if (!assessments.dependsOnSources()) {
      return List.of();
    }
    BackfillSpec spec = wave.spec();
    return wave.order()
        .movedTasks(
            new SourceLook(warehouse)
                .now(
                    spec.source().tables(),
                    spec.zone(),
                    wave.order().tasks().stream().map(JudgedTask::fence).toList()));
  }

  /**
   * Where merges take rows away, they would change what was just pinned: they stand still until the
   * swap, which starts them.
   */
  private void startMerges(TableName shadow) {
    try {
      if (warehouse.describe(shadow).filter(it -> CarryRule.mergesByKey(it.engine())).isEmpty()) {
        warehouse.startMerges(shadow);
      }
    } catch (HindcastException e) {
      // Must not hide why the look failed; the swap starts the storage's merges in any case.
      LOG.warn("Merges of {} were not started; they wait for the swap", shadow, e);
    }
  }
}
