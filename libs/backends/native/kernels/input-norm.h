// Standardises the columns of [rows,columns] by mean and variance over the valid rows, or by running ones: BatchNorm1d without parameters.

#pragma once

#include "base.h"

namespace input_norm {

// A stretch of columns of all rows; invalid rows may hold anything.
struct Columns {
  const float* valid;
  Index rows, width, count;
};

FOR_EACH_PROCESSOR
static void means(const Columns& of, const float* x, float share, float* __restrict mean) {
  for (Index c = 0; c < of.count; c++) mean[c] = 0;
  for (Index r = 0; r < of.rows; r++) {
    if (!(of.valid[r] > 0)) continue;
    const float* row = x + r * of.width;
    for (Index c = 0; c < of.count; c++) mean[c] += row[c] * share;
  }
}

FOR_EACH_PROCESSOR
static void variances(const Columns& of, const float* x, float share, const float* __restrict mean, float* __restrict variance) {
  for (Index c = 0; c < of.count; c++) variance[c] = 0;
  for (Index r = 0; r < of.rows; r++) {
    if (!(of.valid[r] > 0)) continue;
    const float* row = x + r * of.width;
    for (Index c = 0; c < of.count; c++) variance[c] += (row[c] - mean[c]) * (row[c] - mean[c]) * share;
  }
}

FOR_EACH_PROCESSOR
static void standardise(const Columns& of, const float* x, const float* __restrict mean, const float* __restrict inverse, float* y) {
  for (Index r = 0; r < of.rows; r++) {
    const float *from = x + r * of.width;
    float* __restrict to = y + r * of.width;
    if (of.valid[r] > 0)
      for (Index c = 0; c < of.count; c++) to[c] = (from[c] - mean[c]) * inverse[c];
    else
      for (Index c = 0; c < of.count; c++) to[c] = 0;
  }
}

FOR_EACH_PROCESSOR
static void addMoments(const Columns& of, const float* dy, const float* y, float* __restrict sum, float* __restrict product) {
  for (Index r = 0; r < of.rows; r++) {
    if (!(of.valid[r] > 0)) continue;
    const float *d = dy + r * of.width, *value = y + r * of.width;
    for (Index c = 0; c < of.count; c++) {
      sum[c] += d[c];
      product[c] += d[c] * value[c];
    }
  }
}

FOR_EACH_PROCESSOR
static void pullBack(const Columns& of, const float* dy, const float* y, const float* __restrict inverse, float share,
                     const float* __restrict sum, const float* __restrict product, float* dx) {
  for (Index r = 0; r < of.rows; r++) {
    const float *d = dy + r * of.width, *value = y + r * of.width;
    float* __restrict to = dx + r * of.width;
    if (of.valid[r] > 0)
      for (Index c = 0; c < of.count; c++) to[c] = (d[c] - sum[c] * share - value[c] * (product[c] * share)) * inverse[c];
    else
      for (Index c = 0; c < of.count; c++) to[c] = 0;
  }
}

struct Forward {
  Index rows, width;
  bool training;
  float momentum, epsilon;
  const float *x, *valid, *runningMean, *runningVariance;
  float *y, *inverse, *share, *nextMean, *nextVariance;

  // Columns; `share` is written too.
  void run(Index first, Index end) const {
    float rowsOfBatch = 0;
    for (Index r = 0; r < rows; r++) rowsOfBatch += valid[r] > 0;
    const bool ofBatch = training && rowsOfBatch >= 2;
    if (first == 0) *share = ofBatch ? 1 / rowsOfBatch : 0;
    const Columns columns{valid, rows, width, end - first};
    const Scratch<float> mean(end - first), variance(end - first);
    copy(runningMean + first, end - first, static_cast<float*>(mean));
    copy(runningVariance + first, end - first, static_cast<float*>(variance));
    if (ofBatch) {
      means(columns, x + first, 1 / rowsOfBatch, mean);
      variances(columns, x + first, 1 / rowsOfBatch, mean, variance);
    }
    for (Index c = first; c < end; c++) {
      const float old = runningMean[c], oldVariance = runningVariance[c];
      const float unbiased = variance[c - first] * (ofBatch ? rowsOfBatch / (rowsOfBatch - 1) : 1);
      nextMean[c] = old + (mean[c - first] - old) * momentum;
      nextVariance[c] = oldVariance + (unbiased - oldVariance) * momentum;
      inverse[c] = 1 / __builtin_sqrtf(variance[c - first] + epsilon);
    }
    standardise(columns, x + first, mean, inverse + first, y + first);
  }
};

struct Gradient {
  Index rows, width;
  const float *dy, *y, *valid, *inverse, *share;
  float* dx;

  // Columns.
  void run(Index first, Index end) const {
    const Columns columns{valid, rows, width, end - first};
    const Scratch<float> sum(end - first), product(end - first);
    addMoments(columns, dy + first, y + first, sum, product);
    pullBack(columns, dy + first, y + first, inverse + first, *share, sum, product, dx + first);
  }
};

}  // namespace input_norm
