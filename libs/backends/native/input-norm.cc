// Input norm: see kernels/input-norm.h.

#include "kernels/input-norm.h"

#include "op.h"
#include "parallel.h"

namespace {

using namespace input_norm;

// Columns that are worth a thread, of a few dozen rows.
constexpr int64_t GRAIN = 1024;

struct InputNorm {
  int64_t training;
  float momentum, epsilon;
  explicit InputNorm(Attributes& attributes)
      : training(attributes.integer("training")), momentum(attributes.real("momentum")), epsilon(attributes.real("epsilon")) {}
};

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
  const Forward job{rows,         width,           op.training != 0,   op.momentum, op.epsilon,     x.data(),
                    valid.data(), runningMean.data(), runningVariance.data(), y.data(), inverse.data(), share.data(),
                    nextMean.data(), nextVariance.data()};
  parallel(width, GRAIN, [&](int64_t first, int64_t end) { job.run(first, end); });
}

void gradient(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &dy = inputs[0], &y = inputs[1], &valid = inputs[2], &inverse = inputs[3], &share = inputs[4];
  call.expect(y.rank() == 2 && dy.size() == y.size() && valid.size() == y.dim(0) && inverse.size() == y.dim(1),
              "TurboInputNormGrad: shapes do not fit");
  const Tensor dx = call.output(0, y.shape());
  if (!call.ok()) return;
  const Gradient job{y.dim(0), y.dim(1), dy.data(), y.data(), valid.data(), inverse.data(), share.data(), dx.data()};
  parallel(y.dim(1), GRAIN, [&](int64_t first, int64_t end) { job.run(first, end); });
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
