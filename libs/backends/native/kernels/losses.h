// Losses with their slopes: the gradients by the predictions for a gradient of 1.

#pragma once

#include "base.h"

namespace losses {

// Σ mask, at least 1.
static double countOf(const float* mask, Index size) {
  double sum = 0;
  for (Index i = 0; i < size; i++) sum += mask[i];
  return sum < 1 ? 1 : sum;
}

// logits, labels [R,A]; mask [R] → mean over the entries of the rows in the mask.
struct BinaryCrossEntropy {
  Index rows, columns;
  const float *logits, *labels, *mask;
  float *loss, *slope;

  void run() const {
    const double share = 1 / (countOf(mask, rows) * columns);
    double sum = 0;
    for (Index r = 0; r < rows; r++)
      for (Index i = r * columns; i < (r + 1) * columns; i++) {
        const float z = logits[i], y = labels[i], weight = static_cast<float>(mask[r] * share);
        const float small = __builtin_expf(-__builtin_fabsf(z));
        sum += ((z < 0 ? 0 : z) + __builtin_log1pf(small) - y * z) * weight;
        slope[i] = ((z < 0 ? small : 1) / (1 + small) - y) * weight;
      }
    *loss = static_cast<float>(sum);
  }
};

// logits [P,C]; classes [P]; mask [P] → mean over the rows in the mask.
struct SoftmaxCrossEntropy {
  Index rows, columns;
  const float* logits;
  const int32_t* classes;
  const float* mask;
  float *loss, *slope;

  void run() const {
    const double share = 1 / countOf(mask, rows);
    double sum = 0;
    for (Index r = 0; r < rows; r++) {
      const float* row = logits + r * columns;
      float* to = slope + r * columns;
      const Index correct = classes[r];
      float top = row[0];
      for (Index c = 1; c < columns; c++)
        if (top < row[c]) top = row[c];
      const float weight = static_cast<float>(mask[r] * share);
      double total = 0;
      for (Index c = 0; c < columns; c++) total += to[c] = __builtin_expf(row[c] - top);
      // A class out of range is none, as one-hot has it.
      const float expected = correct >= 0 && correct < columns ? row[correct] - top : 0;
      sum += (__builtin_log(total) - expected) * weight;
      for (Index c = 0; c < columns; c++) to[c] = static_cast<float>(to[c] / total - (c == correct)) * weight;
    }
    *loss = static_cast<float>(sum);
  }
};

struct SmoothL1 {
  float beta;
  // e² / 2β up to β, |e| - β/2 beyond.
  float of(float error) const {
    const float size = __builtin_fabsf(error);
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
struct Distance {
  Index size;
  SmoothL1 of;
  const float *prediction, *target, *mask;
  float *loss, *slope;

  void run() const {
    const float share = static_cast<float>(1 / countOf(mask, size / 4));
    double sum = 0;
    for (Index i = 0; i < size; i++) {
      const float error = mask[i / 4] > 0 ? prediction[i] - target[i] : 0;
      sum += of.of(error);
      slope[i] = of.slope(error) * share;
    }
    *loss = static_cast<float>(sum) * share;
  }
};

// deltas [P,4(C-1)]; target [P,4]; classes [P], 0: background; valid [P] → summed over foreground, divided by the valid rows.
struct BoxRegression {
  Index rows, columns;
  SmoothL1 of;
  const float *deltas, *target;
  const int32_t* classes;
  const float* valid;
  float *loss, *slope;

  void run() const {
    const float share = static_cast<float>(1 / countOf(valid, rows));
    fill(slope, rows * columns, 0.0f);
    double sum = 0;
    for (Index r = 0; r < rows; r++) {
      const int64_t first = 4 * (static_cast<int64_t>(classes[r]) - 1);
      if (first < 0 || first >= columns || !(valid[r] > 0)) continue;
      for (Index i = 0; i < 4; i++) {
        const Index at = r * columns + static_cast<Index>(first) + i;
        const float error = deltas[at] - target[4 * r + i];
        sum += of.of(error);
        slope[at] = of.slope(error) * share;
      }
    }
    *loss = static_cast<float>(sum) * share;
  }
};

// The logit of each keypoint's cell [R,K] in maps [R,M,M,K]; a cell out of range is the nearest one.
struct Cells {
  Index regions, size, keypoints;
  const int32_t* cells;
  Index count() const { return regions * keypoints; }
  Index at(Index i) const {
    const Index cell = least<Index>(cells[i] < 0 ? 0 : cells[i], size - 1);
    return (i / keypoints * size + cell) * keypoints + i % keypoints;
  }
};

// logits [R,M,M,K]; visible, logTotal [R,K] → Σ w (log total - logit), and w = visible / Σ visible.
struct Heatmaps {
  Cells cells;
  const float *logits, *visible, *logTotal;
  float *loss, *weight;

  void run() const {
    const float share = static_cast<float>(1 / countOf(visible, cells.count()));
    double sum = 0;
    for (Index i = 0; i < cells.count(); i++) {
      weight[i] = visible[i] * share;
      sum += (logTotal[i] - logits[cells.at(i)]) * weight[i];
    }
    *loss = static_cast<float>(sum);
  }
};

// What pulls the logits of the cells: -share there, 0 elsewhere.
struct HeatmapsGradient {
  Cells cells;
  const float* share;
  float* dLogits;

  void run() const {
    fill(dLogits, cells.count() * cells.size, 0.0f);
    for (Index i = 0; i < cells.count(); i++) dLogits[cells.at(i)] = -share[i];
  }
};

}  // namespace losses
