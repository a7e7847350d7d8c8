// Losses with their slopes: the gradients by the predictions for a gradient of 1.

#include <algorithm>
#include <cmath>

#include "op.h"

namespace {

// Σ mask, at least 1.
double countOf(const Tensor& mask) {
  double sum = 0;
  for (int64_t i = 0; i < mask.size(); i++) sum += mask.data()[i];
  return std::max(sum, 1.0);
}

struct Sides {
  int64_t rows, columns;
  explicit Sides(const Tensor& of) : rows(of.dim(0)), columns(of.rank() > 1 ? of.dim(1) : 1) {}
};

// logits, labels [R,A]; mask [R] → mean over the entries of the rows in the mask.
void binaryCrossEntropy(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &logits = inputs[0], &labels = inputs[1], &mask = inputs[2];
  call.expect(logits.rank() == 2 && labels.size() == logits.size() && mask.size() == logits.dim(0),
              "TurboBinaryCrossEntropy: shapes do not fit");
  const Tensor loss = call.output(0, {}), slope = call.output(1, logits.shape());
  if (!call.ok()) return;
  const Sides of(logits);
  const double share = 1 / (countOf(mask) * of.columns);
  double sum = 0;
  for (int64_t r = 0; r < of.rows; r++)
    for (int64_t i = r * of.columns; i < (r + 1) * of.columns; i++) {
      const float z = logits.data()[i], y = labels.data()[i], weight = static_cast<float>(mask.data()[r] * share);
      const float small = std::exp(-std::fabs(z));
      sum += ((z < 0 ? 0 : z) + std::log1p(small) - y * z) * weight;
      slope.data()[i] = ((z < 0 ? small : 1) / (1 + small) - y) * weight;
    }
  *loss.data() = static_cast<float>(sum);
}

// logits [P,C]; classes [P] int32; mask [P] → mean over the rows in the mask.
void softmaxCrossEntropy(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &logits = inputs[0], &classes = inputs[1], &mask = inputs[2];
  call.expect(logits.rank() == 2 && classes.size() == logits.dim(0) && mask.size() == logits.dim(0),
              "TurboSoftmaxCrossEntropy: shapes do not fit");
  const Tensor loss = call.output(0, {}), slope = call.output(1, logits.shape());
  if (!call.ok()) return;
  const Sides of(logits);
  const double share = 1 / countOf(mask);
  double sum = 0;
  for (int64_t r = 0; r < of.rows; r++) {
    const float* row = logits.data() + r * of.columns;
    float* to = slope.data() + r * of.columns;
    const int64_t correct = classes.data<int32_t>()[r];
    const float weight = static_cast<float>(mask.data()[r] * share), top = *std::max_element(row, row + of.columns);
    double total = 0;
    for (int64_t c = 0; c < of.columns; c++) total += to[c] = std::exp(row[c] - top);
    // A class out of range is none, as one-hot has it.
    const float expected = correct >= 0 && correct < of.columns ? row[correct] - top : 0;
    sum += (std::log(total) - expected) * weight;
    for (int64_t c = 0; c < of.columns; c++) to[c] = static_cast<float>(to[c] / total - (c == correct)) * weight;
  }
  *loss.data() = static_cast<float>(sum);
}

struct SmoothL1 {
  float beta;
  explicit SmoothL1(Attributes& attributes) : beta(attributes.real("beta")) {}
  // e² / 2β up to β, |e| - β/2 beyond.
  float of(float error) const {
    const float size = std::fabs(error);
    if (beta == 0) return size;
    const float square = size > beta ? beta : size;
    return square * ((size - square * 0.5f) / beta);
  }
  float slope(float error) const {
    if (beta == 0) return static_cast<float>((error > 0) - (error < 0));
    const float ratio = error / beta;
    return ratio < -1 ? -1 : (ratio > 1 ? 1 : ratio);
  }
};

// prediction, target [R,4A]; mask [R,A] → summed over four numbers, mean over the entries in the mask.
void smoothL1(const SmoothL1& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &prediction = inputs[0], &target = inputs[1], &mask = inputs[2];
  call.expect(target.size() == prediction.size() && 4 * mask.size() == prediction.size(), "TurboSmoothL1: shapes do not fit");
  const Tensor loss = call.output(0, {}), slope = call.output(1, prediction.shape());
  if (!call.ok()) return;
  const float share = static_cast<float>(1 / countOf(mask));
  double sum = 0;
  for (int64_t i = 0; i < prediction.size(); i++) {
    const float error = mask.data()[i / 4] > 0 ? prediction.data()[i] - target.data()[i] : 0;
    sum += op.of(error);
    slope.data()[i] = op.slope(error) * share;
  }
  *loss.data() = static_cast<float>(sum) * share;
}

// deltas [P,4(C-1)]; target [P,4]; classes [P] int32, 0: background; valid [P] → summed over foreground, divided by the valid rows.
void boxRegression(const SmoothL1& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &deltas = inputs[0], &target = inputs[1], &classes = inputs[2], &valid = inputs[3];
  call.expect(deltas.rank() == 2 && target.size() == 4 * deltas.dim(0) && classes.size() == deltas.dim(0) && valid.size() == deltas.dim(0),
              "TurboBoxRegression: shapes do not fit");
  const Tensor loss = call.output(0, {}), slope = call.output(1, deltas.shape());
  if (!call.ok()) return;
  const Sides of(deltas);
  const float share = static_cast<float>(1 / countOf(valid));
  std::fill_n(slope.data(), slope.size(), 0.0f);
  double sum = 0;
  for (int64_t r = 0; r < of.rows; r++) {
    const int64_t first = 4 * (classes.data<int32_t>()[r] - 1);
    if (first < 0 || first >= of.columns || !(valid.data()[r] > 0)) continue;
    for (int64_t i = 0; i < 4; i++) {
      const int64_t at = r * of.columns + first + i;
      const float error = deltas.data()[at] - target.data()[4 * r + i];
      sum += op.of(error);
      slope.data()[at] = op.slope(error) * share;
    }
  }
  *loss.data() = static_cast<float>(sum) * share;
}

// The logit of each keypoint's cell [R,K] in maps [R,M,M,K]; a cell out of range is the nearest one.
struct Cells {
  const int32_t* cells;
  int64_t keypoints, size;
  int64_t at(int64_t i) const {
    const int64_t cell = std::min<int64_t>(std::max<int64_t>(cells[i], 0), size - 1);
    return (i / keypoints * size + cell) * keypoints + i % keypoints;
  }
};

// logits [R,M,M,K]; cells [R,K] int32; visible, logTotal [R,K] → Σ w (log total - logit), and w = visible / Σ visible.
void heatmapLoss(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &logits = inputs[0], &cells = inputs[1], &visible = inputs[2], &logTotal = inputs[3];
  call.expect(logits.rank() == 4 && cells.size() == logits.dim(0) * logits.dim(3) && visible.size() == cells.size() &&
                  logTotal.size() == cells.size(),
              "TurboHeatmapLoss: shapes do not fit");
  const Tensor loss = call.output(0, {}), weight = call.output(1, visible.shape());
  if (!call.ok()) return;
  const Cells of{cells.data<int32_t>(), logits.dim(3), logits.dim(1) * logits.dim(2)};
  const float share = static_cast<float>(1 / countOf(visible));
  double sum = 0;
  for (int64_t i = 0; i < cells.size(); i++) {
    weight.data()[i] = visible.data()[i] * share;
    sum += (logTotal.data()[i] - logits.data()[of.at(i)]) * weight.data()[i];
  }
  *loss.data() = static_cast<float>(sum);
}

// What pulls the logits of the cells: -share there, 0 elsewhere.
void heatmapLossGradient(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &share = inputs[0], &cells = inputs[1], &logits = inputs[2];
  const Tensor pull = call.output(0, logits.shape());
  call.expect(logits.rank() == 4 && cells.size() == share.size(), "TurboHeatmapLossGrad: shapes do not fit");
  if (!call.ok()) return;
  const Cells of{cells.data<int32_t>(), logits.dim(3), logits.dim(1) * logits.dim(2)};
  std::fill_n(pull.data(), pull.size(), 0.0f);
  for (int64_t i = 0; i < cells.size(); i++) pull.data()[of.at(i)] = -share.data()[i];
}

}  // namespace

void defineLosses() {
  define<NoAttributes, binaryCrossEntropy>(
      {"TurboBinaryCrossEntropy", {}, {"logits: float", "labels: float", "mask: float"}, {"loss: float", "slope: float"}});
  define<NoAttributes, softmaxCrossEntropy>(
      {"TurboSoftmaxCrossEntropy", {}, {"logits: float", "classes: int32", "mask: float"}, {"loss: float", "slope: float"}});
  define<SmoothL1, smoothL1>(
      {"TurboSmoothL1", {"beta: float"}, {"prediction: float", "target: float", "mask: float"}, {"loss: float", "slope: float"}});
  define<SmoothL1, boxRegression>({"TurboBoxRegression",
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
