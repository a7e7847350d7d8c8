// Group norm of maps [batch,…,channels] and, with one group, layer norm of rows, followed by ReLU if asked for.

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

// Passes over one map. `sum`, `scale` … have one number a channel.

FOR_EACH_PROCESSOR
void addPixels(const float* __restrict x, int64_t pixels, int64_t channels, float* __restrict sum) {
  for (int64_t p = 0; p < pixels; p++, x += channels)
    for (int64_t c = 0; c < channels; c++) sum[c] += x[c];
}

FOR_EACH_PROCESSOR
void addSquares(const float* __restrict x, const float* __restrict center, int64_t pixels, int64_t channels, float* __restrict sum) {
  for (int64_t p = 0; p < pixels; p++, x += channels)
    for (int64_t c = 0; c < channels; c++) sum[c] += (x[c] - center[c]) * (x[c] - center[c]);
}

FOR_EACH_PROCESSOR
void scaleAndShift(const float* __restrict x, const float* __restrict scale, const float* __restrict shift, bool relu, int64_t pixels,
                   int64_t channels, float* __restrict y) {
  for (int64_t p = 0; p < pixels; p++, x += channels, y += channels) {
    if (relu)
      for (int64_t c = 0; c < channels; c++) {
        const float value = x[c] * scale[c] + shift[c];
        // NaN stays NaN.
        y[c] = value < 0 ? 0 : value;
      }
    else
      for (int64_t c = 0; c < channels; c++) y[c] = x[c] * scale[c] + shift[c];
  }
}

// The gradient where ReLU lets it pass: `used` = dy or 0; its sum, and that of its product with x.
FOR_EACH_PROCESSOR
void addGradients(const float* __restrict dy, const float* __restrict x, const float* __restrict scale, const float* __restrict shift,
                  bool relu, int64_t pixels, int64_t channels, float* __restrict used, float* __restrict sum, float* __restrict product) {
  for (int64_t p = 0; p < pixels; p++, dy += channels, x += channels, used += channels)
    for (int64_t c = 0; c < channels; c++) {
      const float d = relu && x[c] * scale[c] + shift[c] < 0 ? 0 : dy[c];
      used[c] = d;
      sum[c] += d;
      product[c] += d * x[c];
    }
}

// d = d · a - x · b + c
FOR_EACH_PROCESSOR
void combine(float* __restrict d, const float* __restrict x, const float* __restrict a, const float* __restrict b,
             const float* __restrict c0, int64_t pixels, int64_t channels) {
  for (int64_t p = 0; p < pixels; p++, d += channels, x += channels)
    for (int64_t c = 0; c < channels; c++) d[c] = d[c] * a[c] - x[c] * b[c] + c0[c];
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
    Channels scale(channels), shift(channels), a(channels), b(channels), c0(channels);
    for (int64_t c = 0; c < channels; c++) {
      const int64_t k = n * op.groups + c / maps.members;
      scale[c] = inverse.data()[k] * weight.data()[c];
      shift[c] = bias.data()[c] - mean.data()[k] * scale[c];
    }
    const float* from = x.data() + n * pixels * channels;
    float* to = dx.data() + n * pixels * channels;
    addGradients(dy.data() + n * pixels * channels, from, scale.data(), shift.data(), op.relu, pixels, channels, to, sum, product);
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
        a[c] = scale[c];
        b[c] = slope;
        c0[c] = slope * m - offset;
      }
    }
    combine(to, from, a.data(), b.data(), c0.data(), pixels, channels);
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
