// Group norm of maps [batch,…,channels] and, with one group, layer norm of rows, followed by ReLU if asked for.

#include <algorithm>
#include <cmath>

#include "op.h"
#include "parallel.h"

namespace {

// Elements that are worth a thread.
constexpr int64_t GRAIN = 1 << 15;

struct GroupNorm {
  int64_t groups, relu;
  float epsilon;
  explicit GroupNorm(Attributes& attributes)
      : groups(attributes.integer("groups")), relu(attributes.integer("relu")), epsilon(attributes.real("epsilon")) {}
};

struct GroupNormGrad {
  int64_t groups, relu;
  explicit GroupNormGrad(Attributes& attributes) : groups(attributes.integer("groups")), relu(attributes.integer("relu")) {}
};

struct Maps {
  int64_t batch, pixels, channels, groups, members;
  Maps(const Tensor& x, int64_t groups) : batch(x.dim(0)), channels(x.dim(x.rank() - 1)), groups(groups) {
    pixels = batch * channels == 0 ? 0 : x.size() / (batch * channels);
    members = channels / groups;
  }
  int64_t grain() const { return GRAIN / std::max<int64_t>(1, pixels * channels) + 1; }
  double count() const { return static_cast<double>(pixels) * members; }
};

// Channels that a loop takes at a time, in registers.
constexpr int64_t LANES = 16;

// Calls pass(first channel, number of channels) with LANES channels as often as possible, which loops of a constant length turn into vectors.
template <class Pass>
inline __attribute__((always_inline)) void eachLane(int64_t channels, Pass pass) {
  int64_t c = 0;
  for (; c + LANES <= channels; c += LANES) pass(c, LANES);
  if (c < channels) pass(c, channels - c);
}

// Passes over one map. `sum`, `scale` … have one number a channel.

FOR_EACH_PROCESSOR
void addPixels(const float* __restrict x, int64_t pixels, int64_t channels, float* __restrict sum) {
  eachLane(channels, [=](int64_t first, int64_t count) __attribute__((always_inline)) {
    float total[LANES] = {};
    for (int64_t p = 0; p < pixels; p++)
      for (int64_t c = 0; c < count; c++) total[c] += x[p * channels + first + c];
    for (int64_t c = 0; c < count; c++) sum[first + c] += total[c];
  });
}

FOR_EACH_PROCESSOR
void addSquares(const float* __restrict x, const float* __restrict center, int64_t pixels, int64_t channels, float* __restrict sum) {
  eachLane(channels, [=](int64_t first, int64_t count) __attribute__((always_inline)) {
    float total[LANES] = {};
    for (int64_t p = 0; p < pixels; p++)
      for (int64_t c = 0; c < count; c++) {
        const float d = x[p * channels + first + c] - center[first + c];
        total[c] += d * d;
      }
    for (int64_t c = 0; c < count; c++) sum[first + c] += total[c];
  });
}

template <bool RELU>
inline __attribute__((always_inline)) void scaleAndShift(const float* __restrict x, const float* __restrict scale,
                                                         const float* __restrict shift, int64_t pixels, int64_t channels,
                                                         float* __restrict y) {
  eachLane(channels, [=](int64_t first, int64_t count) __attribute__((always_inline)) {
    for (int64_t p = 0; p < pixels; p++)
      for (int64_t c = 0; c < count; c++) {
        const int64_t i = p * channels + first + c;
        const float value = x[i] * scale[first + c] + shift[first + c];
        // NaN stays NaN.
        y[i] = RELU && value < 0 ? 0 : value;
      }
  });
}

FOR_EACH_PROCESSOR
void scaleAndShift(const float* x, const float* scale, const float* shift, bool relu, int64_t pixels, int64_t channels, float* y) {
  if (relu) scaleAndShift<true>(x, scale, shift, pixels, channels, y);
  else scaleAndShift<false>(x, scale, shift, pixels, channels, y);
}

// The gradient that ReLU lets pass at a value.
template <bool RELU>
inline __attribute__((always_inline)) float passed(float value, float gradient) {
  return RELU && value < 0 ? 0 : gradient;
}

// Sums of the gradient where ReLU lets it pass, and of its product with x.
template <bool RELU>
inline __attribute__((always_inline)) void addGradients(const float* __restrict dy, const float* __restrict x,
                                                        const float* __restrict scale, const float* __restrict shift, int64_t pixels,
                                                        int64_t channels, float* __restrict sum, float* __restrict product) {
  eachLane(channels, [=](int64_t first, int64_t count) __attribute__((always_inline)) {
    float total[LANES] = {}, moment[LANES] = {};
    for (int64_t p = 0; p < pixels; p++)
      for (int64_t c = 0; c < count; c++) {
        const int64_t i = p * channels + first + c;
        const float d = passed<RELU>(x[i] * scale[first + c] + shift[first + c], dy[i]);
        total[c] += d;
        moment[c] += d * x[i];
      }
    for (int64_t c = 0; c < count; c++) {
      sum[first + c] += total[c];
      product[first + c] += moment[c];
    }
  });
}

FOR_EACH_PROCESSOR
void addGradients(const float* dy, const float* x, const float* scale, const float* shift, bool relu, int64_t pixels, int64_t channels,
                  float* sum, float* product) {
  if (relu) addGradients<true>(dy, x, scale, shift, pixels, channels, sum, product);
  else addGradients<false>(dy, x, scale, shift, pixels, channels, sum, product);
}

// dx = d · scale - x · slope + offset, with d = dy where ReLU lets it pass.
template <bool RELU>
inline __attribute__((always_inline)) void combine(const float* __restrict dy, const float* __restrict x, const float* __restrict scale,
                                                   const float* __restrict shift, const float* __restrict slope,
                                                   const float* __restrict offset, int64_t pixels, int64_t channels,
                                                   float* __restrict dx) {
  eachLane(channels, [=](int64_t first, int64_t count) __attribute__((always_inline)) {
    for (int64_t p = 0; p < pixels; p++)
      for (int64_t c = 0; c < count; c++) {
        const int64_t i = p * channels + first + c, k = first + c;
        const float d = passed<RELU>(x[i] * scale[k] + shift[k], dy[i]);
        dx[i] = d * scale[k] - x[i] * slope[k] + offset[k];
      }
  });
}

FOR_EACH_PROCESSOR
void combine(const float* dy, const float* x, const float* scale, const float* shift, const float* slope, const float* offset, bool relu,
             int64_t pixels, int64_t channels, float* dx) {
  if (relu) combine<true>(dy, x, scale, shift, slope, offset, pixels, channels, dx);
  else combine<false>(dy, x, scale, shift, slope, offset, pixels, channels, dx);
}

struct Channels : std::vector<float> {
  explicit Channels(int64_t channels) : std::vector<float>(channels) {}
};

void forward(const GroupNorm& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &x = inputs[0], &weight = inputs[1], &bias = inputs[2];
  const Maps maps(x, op.groups);
  call.expect(x.rank() >= 2 && maps.channels % op.groups == 0 && weight.size() == maps.channels && bias.size() == maps.channels,
              "TurboGroupNorm: groups, weight and bias do not fit the channels");
  const Tensor y = call.output(0, x.shape()), mean = call.output(1, {maps.batch, op.groups}),
               inverse = call.output(2, {maps.batch, op.groups});
  if (!call.ok()) return;
  const int64_t pixels = maps.pixels, channels = maps.channels;
  const auto map = [&](int64_t n) {
    const float* from = x.data() + n * pixels * channels;
    Channels sum(channels), squares(channels), center(channels), scale(channels), shift(channels);
    addPixels(from, pixels, channels, sum.data());
    for (int64_t k = 0, c = 0; k < op.groups; k++) {
      double total = 0;
      for (int64_t m = 0; m < maps.members; m++) total += sum[k * maps.members + m];
      const float center_ = static_cast<float>(total / maps.count());
      mean.data()[n * op.groups + k] = center_;
      for (int64_t m = 0; m < maps.members; m++) center[c++] = center_;
    }
    addSquares(from, center.data(), pixels, channels, squares.data());
    for (int64_t k = 0, c = 0; k < op.groups; k++) {
      double total = 0;
      for (int64_t m = 0; m < maps.members; m++) total += squares[k * maps.members + m];
      const float r = static_cast<float>(1 / std::sqrt(total / maps.count() + op.epsilon));
      inverse.data()[n * op.groups + k] = r;
      for (int64_t m = 0; m < maps.members; m++, c++) {
        scale[c] = r * weight.data()[c];
        shift[c] = bias.data()[c] - center[c] * scale[c];
      }
    }
    scaleAndShift(from, scale.data(), shift.data(), op.relu, pixels, channels, y.data() + n * pixels * channels);
  };
  parallel(maps.batch, maps.grain(), [&](int64_t first, int64_t end) {
    for (int64_t n = first; n < end; n++) map(n);
  });
}

void gradient(const GroupNormGrad& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &dy = inputs[0], &x = inputs[1], &weight = inputs[2], &bias = inputs[3], &mean = inputs[4], &inverse = inputs[5];
  const Maps maps(x, op.groups);
  call.expect(dy.size() == x.size() && weight.size() == maps.channels && bias.size() == maps.channels &&
                  mean.size() == maps.batch * op.groups && inverse.size() == maps.batch * op.groups,
              "TurboGroupNormGrad: shapes do not fit");
  const Tensor dx = call.output(0, x.shape()), dWeight = call.output(1, {maps.channels}), dBias = call.output(2, {maps.channels});
  if (!call.ok()) return;
  const int64_t pixels = maps.pixels, channels = maps.channels;
  // Of every map, so that their sum does not depend on the number of threads.
  Channels dots(maps.batch * channels), sums(maps.batch * channels);
  const auto map = [&](int64_t n) {
    float *sum = sums.data() + n * channels, *product = dots.data() + n * channels;
    Channels scale(channels), shift(channels), slopes(channels), offsets(channels);
    for (int64_t c = 0; c < channels; c++) {
      const int64_t k = n * op.groups + c / maps.members;
      scale[c] = inverse.data()[k] * weight.data()[c];
      shift[c] = bias.data()[c] - mean.data()[k] * scale[c];
    }
    const float* from = x.data() + n * pixels * channels;
    const float* gradients = dy.data() + n * pixels * channels;
    addGradients(gradients, from, scale.data(), shift.data(), op.relu, pixels, channels, sum, product);
    for (int64_t k = 0; k < op.groups; k++) {
      const float m = mean.data()[n * op.groups + k], r = inverse.data()[n * op.groups + k];
      double byScale = 0, byShift = 0;
      for (int64_t c = k * maps.members; c < (k + 1) * maps.members; c++) {
        // Σ dy · (x - mean) / deviation
        product[c] = (product[c] - sum[c] * m) * r;
        byScale += product[c] * weight.data()[c];
        byShift += sum[c] * weight.data()[c];
      }
      const float slope = static_cast<float>(byScale / maps.count()) * r * r;
      const float offset = static_cast<float>(byShift / maps.count()) * r;
      for (int64_t c = k * maps.members; c < (k + 1) * maps.members; c++) {
        slopes[c] = slope;
        offsets[c] = slope * m - offset;
      }
    }
    combine(gradients, from, scale.data(), shift.data(), slopes.data(), offsets.data(), op.relu, pixels, channels,
            dx.data() + n * pixels * channels);
  };
  parallel(maps.batch, maps.grain(), [&](int64_t first, int64_t end) {
    for (int64_t n = first; n < end; n++) map(n);
  });
  for (int64_t c = 0; c < channels; c++) dWeight.data()[c] = dBias.data()[c] = 0;
  addPixels(dots.data(), maps.batch, channels, dWeight.data());
  addPixels(sums.data(), maps.batch, channels, dBias.data());
}

}  // namespace

void defineGroupNorm() {
  define<GroupNorm, forward>({"TurboGroupNorm",
                              {"groups: int", "relu: int", "epsilon: float"},
                              {"x: float", "weight: float", "bias: float"},
                              {"y: float", "mean: float", "inverse: float"}});
  define<GroupNormGrad, gradient>(
      {"TurboGroupNormGrad",
       {"groups: int", "relu: int"},
       {"dy: float", "x: float", "weight: float", "bias: float", "mean: float", "inverse: float"},
       {"dx: float", "d_weight: float", "d_bias: float"}});
}
