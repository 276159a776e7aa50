package io.hindcast.core.check;

import java.util.List;

/** Says what evidence means. */
public final class Rules {
  private Rules() {}

  /** The assessment of one check of the spec. */
  public static Assessment assess(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Counted counted -> Assessment.outward(CountRule.apply(counted));
      case Evidence.Repeated repeated -> Assessment.inward(UniqueRule.apply(repeated));
      case Evidence.Absent absent -> Assessment.inward(NotNullRule.apply(absent));
      case Evidence.Sparse sparse -> Assessment.inward(NullRateRule.apply(sparse));
      case Evidence.Compared compared -> Assessment.outward(AggregateRule.apply(compared));
      case Evidence.Incomparable incomparable ->
          Assessment.outward(AggregateRule.skip(incomparable.check()));
      case Evidence.Spanned spanned -> Assessment.inward(RangeRule.apply(spanned));
      case Evidence.Refused refused -> Assessment.inward(refused(refused));
    };
  }

  private static CheckResult refused(Evidence.Refused refused) {
    return CheckResult.failed(
        refused.check().label(),
        "a check that the warehouse can run",
        "an error",
        "The warehouse refuses the check; correct it in the spec: " + refused.problem(),
        List.of());
  }
}
