// Standardises the columns of [rows,columns] by mean and variance over the valid rows, or by running ones: BatchNorm1d without parameters.

#include <cmath>

#include "op.h"
#include "parallel.h"

namespace {

// Columns that are worth a thread, of a few dozen rows.
constexpr int64_t GRAIN = 1024;

struct InputNorm {
  int64_t training;
  float momentum, epsilon;
  explicit InputNorm(Attributes& attributes)
      : training(attributes.integer("training")), momentum(attributes.real("momentum")), epsilon(attributes.real("epsilon")) {}
};

// A stretch of columns of all rows; invalid rows may hold anything.
struct Columns {
  const float* valid;
  int64_t rows, width, count;
};

FOR_EACH_PROCESSOR
void means(const Columns& of, const float* x, float share, float* __restrict mean) {
  for (int64_t c = 0; c < of.count; c++) mean[c] = 0;
  for (int64_t r = 0; r < of.rows; r++) {
    if (!(of.valid[r] > 0)) continue;
    const float* row = x + r * of.width;
    for (int64_t c = 0; c < of.count; c++) mean[c] += row[c] * share;
  }
}

FOR_EACH_PROCESSOR
void variances(const Columns& of, const float* x, float share, const float* __restrict mean, float* __restrict variance) {
  for (int64_t c = 0; c < of.count; c++) variance[c] = 0;
  for (int64_t r = 0; r < of.rows; r++) {
    if (!(of.valid[r] > 0)) continue;
    const float* row = x + r * of.width;
    for (int64_t c = 0; c < of.count; c++) variance[c] += (row[c] - mean[c]) * (row[c] - mean[c]) * share;
  }
}

FOR_EACH_PROCESSOR
void standardise(const Columns& of, const float* x, const float* __restrict mean, const float* __restrict inverse, float* y) {
  for (int64_t r = 0; r < of.rows; r++) {
    const float *from = x + r * of.width;
    float* __restrict to = y + r * of.width;
    if (of.valid[r] > 0)
      for (int64_t c = 0; c < of.count; c++) to[c] = (from[c] - mean[c]) * inverse[c];
    else
      for (int64_t c = 0; c < of.count; c++) to[c] = 0;
  }
}

void forward(const InputNorm& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &x = inputs[0], &valid = inputs[1], &runningMean = inputs[2], &runningVariance = inputs[3];
  call.expect(x.rank() == 2 && valid.size() == x.dim(0) && runningMean.size() == x.dim(1) && runningVariance.size() == x.dim(1),
              "TurboInputNorm: shapes do not fit");
  if (!call.ok()) return;
  const int64_t rows = x.dim(0), width = x.dim(1);
  const Tensor y = call.output(0, {rows, width}), inverse = call.output(1, {width}), share = call.output(2, {}),
               nextMean = call.output(3, {width}), nextVariance = call.output(4, {width});
  if (!call.ok()) return;
  float count = 0;
  for (int64_t r = 0; r < rows; r++) count += valid.data()[r] > 0;
  const bool ofBatch = op.training && count >= 2;
  *share.data() = ofBatch ? 1 / count : 0;
  parallel(width, GRAIN, [&](int64_t first, int64_t end) {
    const Columns columns{valid.data(), rows, width, end - first};
    std::vector<float> mean(runningMean.data() + first, runningMean.data() + end);
    std::vector<float> variance(runningVariance.data() + first, runningVariance.data() + end);
    const float* from = x.data() + first;
    if (ofBatch) {
      means(columns, from, 1 / count, mean.data());
      variances(columns, from, 1 / count, mean.data(), variance.data());
    }
    for (int64_t c = first; c < end; c++) {
      const float old = runningMean.data()[c], oldVariance = runningVariance.data()[c];
      const float unbiased = variance[c - first] * (ofBatch ? count / (count - 1) : 1);
      nextMean.data()[c] = old + (mean[c - first] - old) * op.momentum;
      nextVariance.data()[c] = oldVariance + (unbiased - oldVariance) * op.momentum;
      inverse.data()[c] = 1 / std::sqrt(variance[c - first] + op.epsilon);
    }
    standardise(columns, from, mean.data(), inverse.data() + first, y.data() + first);
  });
}

FOR_EACH_PROCESSOR
void addMoments(const Columns& of, const float* dy, const float* y, float* __restrict sum, float* __restrict product) {
  for (int64_t r = 0; r < of.rows; r++) {
    if (!(of.valid[r] > 0)) continue;
    const float *d = dy + r * of.width, *value = y + r * of.width;
    for (int64_t c = 0; c < of.count; c++) {
      sum[c] += d[c];
      product[c] += d[c] * value[c];
    }
  }
}

FOR_EACH_PROCESSOR
void pullBack(const Columns& of, const float* dy, const float* y, const float* __restrict inverse, float share,
              const float* __restrict sum, const float* __restrict product, float* dx) {
  for (int64_t r = 0; r < of.rows; r++) {
    const float *d = dy + r * of.width, *value = y + r * of.width;
    float* __restrict to = dx + r * of.width;
    if (of.valid[r] > 0)
      for (int64_t c = 0; c < of.count; c++) to[c] = (d[c] - sum[c] * share - value[c] * (product[c] * share)) * inverse[c];
    else
      for (int64_t c = 0; c < of.count; c++) to[c] = 0;
  }
}

void gradient(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &dy = inputs[0], &y = inputs[1], &valid = inputs[2], &inverse = inputs[3], &share = inputs[4];
  call.expect(y.rank() == 2 && dy.size() == y.size() && valid.size() == y.dim(0) && inverse.size() == y.dim(1),
              "TurboInputNormGrad: shapes do not fit");
  const Tensor dx = call.output(0, y.shape());
  if (!call.ok()) return;
  parallel(y.dim(1), GRAIN, [&](int64_t first, int64_t end) {
    const Columns columns{valid.data(), y.dim(0), y.dim(1), end - first};
    std::vector<float> sum(end - first), product(end - first);
    addMoments(columns, dy.data() + first, y.data() + first, sum.data(), product.data());
    pullBack(columns, dy.data() + first, y.data() + first, inverse.data() + first, *share.data(), sum.data(), product.data(),
             dx.data() + first);
  });
}

}  // namespace

void defineInputNorm() {
  define<InputNorm, forward>({"TurboInputNorm",
                              {"training: int", "momentum: float", "epsilon: float"},
                              {"x: float", "valid: float", "mean: float", "variance: float"},
                              {"y: float", "inverse: float", "share: float", "next_mean: float", "next_variance: float"}});
  define<NoAttributes, gradient>({"TurboInputNormGrad",
                                  {},
                                  {"dy: float", "y: float", "valid: float", "inverse: float", "share: float"},
                                  {"dx: float"}});
}
