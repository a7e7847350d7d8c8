// Group norm of maps [batch,…,channels] and, with one group, layer norm of rows, followed by ReLU if asked for.

#pragma once

#include "base.h"

namespace group_norm {

struct Maps {
  Index batch, pixels, channels, groups;
  Index members() const { return channels / groups; }
  Index size() const { return pixels * channels; }
  double count() const { return static_cast<double>(pixels) * members(); }
};

// Channels that a loop takes at a time, in registers.
constexpr Index LANES = 16;

// Calls pass(first channel, number of channels) with LANES channels as often as possible, which loops of a constant length turn into vectors.
template <class Pass>
INLINE void eachLane(Index channels, Pass pass) {
  Index c = 0;
  for (; c + LANES <= channels; c += LANES) pass(c, LANES);
  if (c < channels) pass(c, channels - c);
}

// Passes over one map. `sum`, `scale` … have one number a channel.

FOR_EACH_PROCESSOR
static void addPixels(const float* __restrict x, Index pixels, Index channels, float* __restrict sum) {
  eachLane(channels, [=](Index first, Index count) __attribute__((always_inline)) {
    float total[LANES] = {};
    for (Index p = 0; p < pixels; p++)
      for (Index c = 0; c < count; c++) total[c] += x[p * channels + first + c];
    for (Index c = 0; c < count; c++) sum[first + c] += total[c];
  });
}

FOR_EACH_PROCESSOR
static void addSquares(const float* __restrict x, const float* __restrict center, Index pixels, Index channels, float* __restrict sum) {
  eachLane(channels, [=](Index first, Index count) __attribute__((always_inline)) {
    float total[LANES] = {};
    for (Index p = 0; p < pixels; p++)
      for (Index c = 0; c < count; c++) {
        const float d = x[p * channels + first + c] - center[first + c];
        total[c] += d * d;
      }
    for (Index c = 0; c < count; c++) sum[first + c] += total[c];
  });
}

template <bool RELU>
INLINE void scaleAndShift(const float* __restrict x, const float* __restrict scale, const float* __restrict shift, Index pixels,
                          Index channels, float* __restrict y) {
  eachLane(channels, [=](Index first, Index count) __attribute__((always_inline)) {
    for (Index p = 0; p < pixels; p++)
      for (Index c = 0; c < count; c++) {
        const Index i = p * channels + first + c;
        const float value = x[i] * scale[first + c] + shift[first + c];
        // NaN stays NaN.
        y[i] = RELU && value < 0 ? 0 : value;
      }
  });
}

FOR_EACH_PROCESSOR
static void scaleAndShift(const float* x, const float* scale, const float* shift, bool relu, Index pixels, Index channels, float* y) {
  if (relu) scaleAndShift<true>(x, scale, shift, pixels, channels, y);
  else scaleAndShift<false>(x, scale, shift, pixels, channels, y);
}

// The gradient that ReLU lets pass at a value.
template <bool RELU>
INLINE float passed(float value, float gradient) {
  return RELU && value < 0 ? 0 : gradient;
}

// Sums of the gradient where ReLU lets it pass, and of its product with x.
template <bool RELU>
INLINE void addGradients(const float* __restrict dy, const float* __restrict x, const float* __restrict scale,
                         const float* __restrict shift, Index pixels, Index channels, float* __restrict sum, float* __restrict product) {
  eachLane(channels, [=](Index first, Index count) __attribute__((always_inline)) {
    float total[LANES] = {}, moment[LANES] = {};
    for (Index p = 0; p < pixels; p++)
      for (Index c = 0; c < count; c++) {
        const Index i = p * channels + first + c;
        const float d = passed<RELU>(x[i] * scale[first + c] + shift[first + c], dy[i]);
        total[c] += d;
        moment[c] += d * x[i];
      }
    for (Index c = 0; c < count; c++) {
      sum[first + c] += total[c];
      product[first + c] += moment[c];
    }
  });
}

FOR_EACH_PROCESSOR
static void addGradients(const float* dy, const float* x, const float* scale, const float* shift, bool relu, Index pixels, Index channels,
                         float* sum, float* product) {
  if (relu) addGradients<true>(dy, x, scale, shift, pixels, channels, sum, product);
  else addGradients<false>(dy, x, scale, shift, pixels, channels, sum, product);
}

// dx = d · scale - x · slope + offset, with d = dy where ReLU lets it pass.
template <bool RELU>
INLINE void combine(const float* __restrict dy, const float* __restrict x, const float* __restrict scale, const float* __restrict shift,
                    const float* __restrict slope, const float* __restrict offset, Index pixels, Index channels, float* __restrict dx) {
  eachLane(channels, [=](Index first, Index count) __attribute__((always_inline)) {
    for (Index p = 0; p < pixels; p++)
      for (Index c = 0; c < count; c++) {
        const Index i = p * channels + first + c, k = first + c;
        const float d = passed<RELU>(x[i] * scale[k] + shift[k], dy[i]);
        dx[i] = d * scale[k] - x[i] * slope[k] + offset[k];
      }
  });
}

FOR_EACH_PROCESSOR
static void combine(const float* dy, const float* x, const float* scale, const float* shift, const float* slope, const float* offset,
                    bool relu, Index pixels, Index channels, float* dx) {
  if (relu) combine<true>(dy, x, scale, shift, slope, offset, pixels, channels, dx);
  else combine<false>(dy, x, scale, shift, slope, offset, pixels, channels, dx);
}

struct Forward {
  Maps maps;
  float epsilon;
  bool relu;
  const float *x, *weight, *bias;
  float *y, *mean, *inverse;

  void run(Index first, Index end) const {
    for (Index n = first; n < end; n++) map(n);
  }

 private:
  void map(Index n) const {
    const Index pixels = maps.pixels, channels = maps.channels, members = maps.members();
    const float* from = x + n * maps.size();
    const Scratch<float> sum(channels), squares(channels), center(channels), scale(channels), shift(channels);
    addPixels(from, pixels, channels, sum);
    for (Index k = 0, c = 0; k < maps.groups; k++) {
      double total = 0;
      for (Index m = 0; m < members; m++) total += sum[k * members + m];
      const float center_ = static_cast<float>(total / maps.count());
      mean[n * maps.groups + k] = center_;
      for (Index m = 0; m < members; m++) center[c++] = center_;
    }
    addSquares(from, center, pixels, channels, squares);
    for (Index k = 0, c = 0; k < maps.groups; k++) {
      double total = 0;
      for (Index m = 0; m < members; m++) total += squares[k * members + m];
      const float r = static_cast<float>(1 / __builtin_sqrt(total / maps.count() + epsilon));
      inverse[n * maps.groups + k] = r;
      for (Index m = 0; m < members; m++, c++) {
        scale[c] = r * weight[c];
        shift[c] = bias[c] - center[c] * scale[c];
      }
    }
    scaleAndShift(from, scale, shift, relu, pixels, channels, y + n * maps.size());
  }
};

struct Gradient {
  Maps maps;
  bool relu;
  const float *dy, *x, *weight, *bias, *mean, *inverse;
  float *dx, *dWeight, *dBias;
  // [batch,channels], 0 at first: of every map, so that their sum does not depend on the number of threads.
  float *dots, *sums;

  void run(Index first, Index end) const {
    for (Index n = first; n < end; n++) map(n);
  }

  // After all maps.
  void finish() const {
    fill(dWeight, maps.channels, 0.0f);
    fill(dBias, maps.channels, 0.0f);
    addPixels(dots, maps.batch, maps.channels, dWeight);
    addPixels(sums, maps.batch, maps.channels, dBias);
  }

 private:
  void map(Index n) const {
    const Index pixels = maps.pixels, channels = maps.channels, members = maps.members();
    float *sum = sums + n * channels, *product = dots + n * channels;
    const Scratch<float> scale(channels), shift(channels), slopes(channels), offsets(channels);
    for (Index c = 0; c < channels; c++) {
      const Index k = n * maps.groups + c / members;
      scale[c] = inverse[k] * weight[c];
      shift[c] = bias[c] - mean[k] * scale[c];
    }
    const float *from = x + n * maps.size(), *gradients = dy + n * maps.size();
    addGradients(gradients, from, scale, shift, relu, pixels, channels, sum, product);
    for (Index k = 0; k < maps.groups; k++) {
      const float m = mean[n * maps.groups + k], r = inverse[n * maps.groups + k];
      double byScale = 0, byShift = 0;
      for (Index c = k * members; c < (k + 1) * members; c++) {
        // Σ dy · (x - mean) / deviation
        product[c] = (product[c] - sum[c] * m) * r;
        byScale += product[c] * weight[c];
        byShift += sum[c] * weight[c];
      }
      const float slope = static_cast<float>(byScale / maps.count()) * r * r;
      const float offset = static_cast<float>(byShift / maps.count()) * r;
      for (Index c = k * members; c < (k + 1) * members; c++) {
        slopes[c] = slope;
        offsets[c] = slope * m - offset;
      }
    }
    combine(gradients, from, scale, shift, slopes, offsets, relu, pixels, channels, dx + n * maps.size());
  }
};

}  // namespace group_norm
