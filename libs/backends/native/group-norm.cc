// Group norm: see kernels/group-norm.h.

#include "kernels/group-norm.h"

#include <algorithm>

#include "op.h"
#include "parallel.h"

namespace {

using namespace group_norm;

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

Maps mapsOf(const Tensor& x, int64_t groups) {
  const int64_t batch = x.dim(0), channels = x.dim(x.rank() - 1);
  return {batch, batch * channels == 0 ? 0 : x.size() / (batch * channels), channels, groups};
}

template <class Job>
void eachMap(const Job& job) {
  parallel(job.maps.batch, GRAIN / std::max<int64_t>(1, job.maps.size()) + 1, [&](int64_t first, int64_t end) { job.run(first, end); });
}

void forward(const GroupNorm& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &x = inputs[0], &weight = inputs[1], &bias = inputs[2];
  const Maps maps = mapsOf(x, op.groups);
  call.expect(x.rank() >= 2 && maps.channels % op.groups == 0 && weight.size() == maps.channels && bias.size() == maps.channels,
              "TurboGroupNorm: groups, weight and bias do not fit the channels");
  const Tensor y = call.output(0, x.shape()), mean = call.output(1, {maps.batch, op.groups}),
               inverse = call.output(2, {maps.batch, op.groups});
  if (!call.ok()) return;
  eachMap(Forward{maps, op.epsilon, op.relu != 0, x.data(), weight.data(), bias.data(), y.data(), mean.data(), inverse.data()});
}

void gradient(const GroupNormGrad& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &dy = inputs[0], &x = inputs[1], &weight = inputs[2], &bias = inputs[3], &mean = inputs[4], &inverse = inputs[5];
  const Maps maps = mapsOf(x, op.groups);
  call.expect(dy.size() == x.size() && weight.size() == maps.channels && bias.size() == maps.channels &&
                  mean.size() == maps.batch * op.groups && inverse.size() == maps.batch * op.groups,
              "TurboGroupNormGrad: shapes do not fit");
  const Tensor dx = call.output(0, x.shape()), dWeight = call.output(1, {maps.channels}), dBias = call.output(2, {maps.channels});
  if (!call.ok()) return;
  const Scratch<float> dots(maps.batch * maps.channels), sums(maps.batch * maps.channels);
  const Gradient job{maps,       op.relu != 0,   dy.data(), x.data(),       weight.data(), bias.data(), mean.data(),
                     inverse.data(), dx.data(), dWeight.data(), dBias.data(),  dots,        sums};
  eachMap(job);
  job.finish();
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
