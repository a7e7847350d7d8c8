// Statistics of the softmax of heatmaps [R,M,M,K].

#pragma once

#include "base.h"

namespace heatmaps {

// e^x to 2 units in the last place, in operations that vectors have; 0 below -87.
INLINE float exponential(float x) {
  const float bounded = x < -87.0f ? -87.0f : (x > 88.0f ? 88.0f : x);
  // x = n log 2 + r: adding and subtracting 1.5 · 2^23 rounds to whole numbers.
  constexpr float ROUND = 12582912.0f;
  const float n = (bounded * 1.44269504f + ROUND) - ROUND;
  const float r = bounded - n * 0.693359375f + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1;
  const int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
  float power;
  __builtin_memcpy(&power, &bits, sizeof power);
  // NaN stays NaN.
  return x < -87.0f ? 0 : (x == x ? p * power : x);
}

// One region's heatmaps: M·M cells of K numbers; the statistics are 4 + S·S rows of K: x, y, peak, log total, masses of blocks.
struct Maps {
  Index side, keypoints, blocks;
  Index cells() const { return side * side * keypoints; }
  Index rows() const { return (4 + blocks * blocks) * keypoints; }
  Index block() const { return side / blocks; }
  float center(Index i) const { return (i + 0.5f) / (side / 2.0f) - 1; }
};

// All below work on rows of M cells of K numbers, which vectors take whole.

FOR_EACH_PROCESSOR
static void largest(const float* __restrict row, Index count, float* __restrict top) {
  // NaN wins.
  for (Index i = 0; i < count; i++) top[i] = row[i] <= top[i] ? top[i] : row[i];
}

// e = exp(logit - top), added to `sum` and, times `place`, to `weighted`.
FOR_EACH_PROCESSOR
static void addExponentials(const float* __restrict logits, const float* __restrict top, float place, Index count, float* __restrict sum,
                            float* __restrict weighted) {
  for (Index i = 0; i < count; i++) {
    const float e = exponential(logits[i] - top[i]);
    sum[i] += e;
    weighted[i] += e * place;
  }
}

// to[k] += Σ over cells.
static void addCells(const float* row, Index cells, Index keypoints, float* to) {
  for (Index i = 0; i < cells; i++)
    for (Index k = 0; k < keypoints; k++) to[k] += row[i * keypoints + k];
}

// Cell i gets the K numbers at i / times: a row of cells from a row of blocks.
static void repeat(const float* numbers, Index keypoints, Index cells, Index times, float* row) {
  for (Index i = 0; i < cells; i++) copy(numbers + i / times * keypoints, keypoints, row + i * keypoints);
}

struct Forward {
  Maps maps;
  const float* logits;
  float *rows, *top;

  // Regions.
  void run(Index first, Index end) const {
    for (Index r = first; r < end; r++) region(logits + r * maps.cells(), rows + r * maps.rows(), top + r * maps.keypoints);
  }

 private:
  void region(const float* logits, float* rows, float* top) const {
    const Index side = maps.side, keypoints = maps.keypoints, block = maps.block(), width = side * keypoints;
    const Scratch<float> tops(width), sums(width), column(width), weighted(width);
    copy(logits, width, static_cast<float*>(tops));
    for (Index i = 1; i < side; i++) largest(logits + i * width, width, tops);
    copy(static_cast<const float*>(tops), keypoints, top);
    for (Index j = 1; j < side; j++) largest(tops + j * keypoints, keypoints, top);
    repeat(top, keypoints, side, side, tops);
    float* mass = rows + 4 * keypoints;
    fill(rows, maps.rows(), 0.0f);
    for (Index i = 0; i < side; i++) {
      addExponentials(logits + i * width, tops, maps.center(i), width, sums, weighted);
      if ((i + 1) % block != 0) continue;
      for (Index j = 0; j < maps.blocks; j++, mass += keypoints) addCells(sums + j * block * keypoints, block, keypoints, mass);
      for (Index c = 0; c < width; c++) column[c] += sums[c];
      fill(static_cast<float*>(sums), width, 0.0f);
    }
    const Scratch<float> total(keypoints);
    addCells(column, side, keypoints, total);
    addCells(weighted, side, keypoints, rows + keypoints);
    for (Index j = 0; j < side; j++)
      for (Index k = 0; k < keypoints; k++) rows[k] += column[j * keypoints + k] * maps.center(j);
    for (Index k = 0; k < keypoints; k++) {
      const float peak = 1 / total[k];
      rows[k] *= peak;
      rows[keypoints + k] *= peak;
      rows[2 * keypoints + k] = peak;
      rows[3 * keypoints + k] = __builtin_logf(total[k]) + top[k];
      for (Index b = 0; b < maps.blocks * maps.blocks; b++) rows[(4 + b) * keypoints + k] *= peak;
    }
  }
};

// d = p · (common + y · place + mass + at the largest logit: peak), with p = exp(logit - log total).
FOR_EACH_PROCESSOR
static void pull(const float* __restrict logits, const float* __restrict logTotal, const float* __restrict top,
                 const float* __restrict peak, const float* __restrict common, const float* __restrict down, float place,
                 const float* __restrict mass, Index count, float* __restrict d) {
  for (Index i = 0; i < count; i++) {
    const float share = peak[i], atPeak = logits[i] == top[i] ? share : 0;
    d[i] = exponential(logits[i] - logTotal[i]) * (common[i] + down[i] * place + mass[i] + atPeak);
  }
}

// p · (the gradient of the means at the cell + that of log total and of the normalisation).
struct Gradient {
  Maps maps;
  const float *dRows, *logits, *rows, *top;
  float* dLogits;

  // Regions.
  void run(Index first, Index end) const {
    for (Index r = first; r < end; r++)
      region(dRows + r * maps.rows(), logits + r * maps.cells(), rows + r * maps.rows(), top + r * maps.keypoints,
             dLogits + r * maps.cells());
  }

 private:
  void region(const float* dRows, const float* logits, const float* rows, const float* top, float* dLogits) const {
    const Index side = maps.side, keypoints = maps.keypoints, block = maps.block(), width = side * keypoints;
    const Scratch<float> alike(keypoints);
    copy(dRows + 3 * keypoints, keypoints, static_cast<float*>(alike));
    for (Index s = 0; s < 4 + maps.blocks * maps.blocks; s++) {
      if (s == 3) continue;
      for (Index k = 0; k < keypoints; k++) alike[k] -= dRows[s * keypoints + k] * rows[s * keypoints + k];
    }
    const Scratch<float> logTotal(width), tops(width), peak(width), down(width), common(width), mass(width);
    repeat(rows + 3 * keypoints, keypoints, side, side, logTotal);
    repeat(top, keypoints, side, side, tops);
    repeat(dRows + 2 * keypoints, keypoints, side, side, peak);
    repeat(dRows + keypoints, keypoints, side, side, down);
    for (Index j = 0; j < side; j++)
      for (Index k = 0; k < keypoints; k++) common[j * keypoints + k] = alike[k] + dRows[k] * maps.center(j);
    for (Index i = 0; i < side; i++) {
      if (i % block == 0) repeat(dRows + (4 + i / block * maps.blocks) * keypoints, keypoints, side, block, mass);
      pull(logits + i * width, logTotal, tops, peak, common, down, maps.center(i), mass, width, dLogits + i * width);
    }
  }
};

}  // namespace heatmaps
