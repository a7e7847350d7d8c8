// Losses: see kernels/losses.h.

#include "kernels/losses.h"

#include "op.h"

namespace {

using namespace losses;

struct Beta {
  float beta;
  explicit Beta(Attributes& attributes) : beta(attributes.real("beta")) {}
};

void binaryCrossEntropy(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &logits = inputs[0], &labels = inputs[1], &mask = inputs[2];
  call.expect(logits.rank() == 2 && labels.size() == logits.size() && mask.size() == logits.dim(0),
              "TurboBinaryCrossEntropy: shapes do not fit");
  const Tensor loss = call.output(0, {}), slope = call.output(1, logits.shape());
  if (!call.ok()) return;
  BinaryCrossEntropy{logits.dim(0), logits.dim(1), logits.data(), labels.data(), mask.data(), loss.data(), slope.data()}.run();
}

void softmaxCrossEntropy(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &logits = inputs[0], &classes = inputs[1], &mask = inputs[2];
  call.expect(logits.rank() == 2 && classes.size() == logits.dim(0) && mask.size() == logits.dim(0),
              "TurboSoftmaxCrossEntropy: shapes do not fit");
  const Tensor loss = call.output(0, {}), slope = call.output(1, logits.shape());
  if (!call.ok()) return;
  SoftmaxCrossEntropy{logits.dim(0), logits.dim(1), logits.data(), classes.data<int32_t>(), mask.data(), loss.data(), slope.data()}.run();
}

void smoothL1(const Beta& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &prediction = inputs[0], &target = inputs[1], &mask = inputs[2];
  call.expect(target.size() == prediction.size() && 4 * mask.size() == prediction.size(), "TurboSmoothL1: shapes do not fit");
  const Tensor loss = call.output(0, {}), slope = call.output(1, prediction.shape());
  if (!call.ok()) return;
  Distance{prediction.size(), {op.beta}, prediction.data(), target.data(), mask.data(), loss.data(), slope.data()}.run();
}

void boxRegression(const Beta& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &deltas = inputs[0], &target = inputs[1], &classes = inputs[2], &valid = inputs[3];
  call.expect(deltas.rank() == 2 && deltas.dim(1) % 4 == 0 && target.size() == 4 * deltas.dim(0) && classes.size() == deltas.dim(0) &&
                  valid.size() == deltas.dim(0),
              "TurboBoxRegression: shapes do not fit");
  const Tensor loss = call.output(0, {}), slope = call.output(1, deltas.shape());
  if (!call.ok()) return;
  BoxRegression{deltas.dim(0),           deltas.dim(1), {op.beta},   deltas.data(), target.data(),
                classes.data<int32_t>(), valid.data(),  loss.data(), slope.data()}
      .run();
}

Cells cellsOf(const Tensor& logits, const Tensor& cells) {
  return {logits.dim(0), logits.dim(1) * logits.dim(2), logits.dim(3), cells.data<int32_t>()};
}

void heatmapLoss(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &logits = inputs[0], &cells = inputs[1], &visible = inputs[2], &logTotal = inputs[3];
  call.expect(logits.rank() == 4 && cells.size() == logits.dim(0) * logits.dim(3) && visible.size() == cells.size() &&
                  logTotal.size() == cells.size(),
              "TurboHeatmapLoss: shapes do not fit");
  const Tensor loss = call.output(0, {}), weight = call.output(1, visible.shape());
  if (!call.ok()) return;
  Heatmaps{cellsOf(logits, cells), logits.data(), visible.data(), logTotal.data(), loss.data(), weight.data()}.run();
}

void heatmapLossGradient(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &share = inputs[0], &cells = inputs[1], &logits = inputs[2];
  const Tensor pull = call.output(0, logits.shape());
  call.expect(logits.rank() == 4 && cells.size() == logits.dim(0) * logits.dim(3) && share.size() == cells.size(),
              "TurboHeatmapLossGrad: shapes do not fit");
  if (!call.ok()) return;
  HeatmapsGradient{cellsOf(logits, cells), share.data(), pull.data()}.run();
}

}  // namespace

void defineLosses() {
  define<NoAttributes, binaryCrossEntropy>(
      {"TurboBinaryCrossEntropy", {}, {"logits: float", "labels: float", "mask: float"}, {"loss: float", "slope: float"}});
  define<NoAttributes, softmaxCrossEntropy>(
      {"TurboSoftmaxCrossEntropy", {}, {"logits: float", "classes: int32", "mask: float"}, {"loss: float", "slope: float"}});
  define<Beta, smoothL1>(
      {"TurboSmoothL1", {"beta: float"}, {"prediction: float", "target: float", "mask: float"}, {"loss: float", "slope: float"}});
  define<Beta, boxRegression>({"TurboBoxRegression",
                                   {"beta: float"},
                                   {"deltas: float", "target: float", "classes: int32", "valid: float"},
                                   {"loss: float", "slope: float"}});
  define<NoAttributes, heatmapLoss>({"TurboHeatmapLoss",
                                     {},
                                     {"logits: float", "cells: int32", "visible: float", "log_total: float"},
                                     {"loss: float", "weight: float"}});
  define<NoAttributes, heatmapLossGradient>(
      {"TurboHeatmapLossGrad", {}, {"share: float", "cells: int32", "logits: float"}, {"d_logits: float"}});
}
