// Geometry of pairs and features of joints: see kernels/joint-features.h.

#include "kernels/joint-features.h"

#include "op.h"
#include "parallel.h"

namespace {

// Pairs that are worth a thread.
constexpr int64_t GRAIN = 256;

struct Inputs {
  std::vector<Tensor> all;
  int64_t pairs = 0, keypoints = 0;
  Inputs(Call& call, size_t first) : all(call.inputs()), first_(first) {
    if (!call.ok()) return;
    const Tensor& points = all[first];
    call.expect(points.rank() == 2 && points.dim(1) % 3 == 0, "TurboJointFeatures: expected points [P,3K]");
    for (size_t i = first + 1; call.ok() && i < first + 5; i++)
      call.expect(all[i].size() == 2 * points.dim(0), "TurboJointFeatures: expected frames [P,2]");
    if (!call.ok()) return;
    pairs = points.dim(0);
    keypoints = points.dim(1) / 3;
  }
  joint_features::Inputs numbers() const {
    const auto at = [&](size_t i) { return all[first_ + i].data(); };
    return {keypoints, at(0), at(1), at(2), at(3), at(4)};
  }

 private:
  size_t first_;
};

void features(const NoAttributes&, Call& call) {
  const Inputs inputs(call, 0);
  const Tensor result = call.output(0, {inputs.pairs, 6 * inputs.keypoints});
  if (!call.ok()) return;
  const joint_features::Features job{inputs.numbers(), result.data()};
  parallel(inputs.pairs, GRAIN, [&](int64_t first, int64_t end) { job.run(first, end); });
}

void featuresGradient(const NoAttributes&, Call& call) {
  const Inputs inputs(call, 1);
  call.expect(inputs.all[0].size() == 6 * inputs.keypoints * inputs.pairs, "TurboJointFeaturesGrad: shapes do not fit");
  const Tensor result = call.output(0, {inputs.pairs, 3 * inputs.keypoints});
  if (!call.ok()) return;
  const joint_features::FeaturesGradient job{inputs.numbers(), inputs.all[0].data(), result.data()};
  parallel(inputs.pairs, GRAIN, [&](int64_t first, int64_t end) { job.run(first, end); });
}

bool areRows(const Tensor& rows, int64_t count) {
  for (int64_t p = 0; p < rows.size(); p++)
    if (rows.data<int32_t>()[p] < 0 || rows.data<int32_t>()[p] >= count) return false;
  return true;
}

void geometry(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &people = inputs[0], &objects = inputs[1], &person = inputs[2], &object = inputs[3];
  const int64_t pairs = person.size();
  call.expect(object.size() == pairs && areRows(person, people.dim(0)) && areRows(object, objects.dim(0)),
              "TurboPairGeometry: expected boxes [R,4] and [O,4] and rows of them");
  const Tensor code = call.output(0, {pairs, 4}), a = call.output(1, {pairs, 2}), b = call.output(2, {pairs, 2}),
               c = call.output(3, {pairs, 2}), d = call.output(4, {pairs, 2});
  if (!call.ok()) return;
  joint_features::Geometry{people.data(), objects.data(), person.data<int32_t>(), object.data<int32_t>(), code.data(), a.data(),
                  b.data(),      c.data(),       d.data()}
      .run(0, pairs);
}

}  // namespace

void defineJointFeatures() {
  define<NoAttributes, geometry>({"TurboPairGeometry",
                                  {},
                                  {"people: float", "objects: float", "person: int32", "object: int32"},
                                  {"code: float", "a: float", "b: float", "c: float", "d: float"}});
  define<NoAttributes, features>({"TurboJointFeatures",
                                  {},
                                  {"points: float", "a: float", "b: float", "c: float", "d: float"},
                                  {"features: float"}});
  define<NoAttributes, featuresGradient>({"TurboJointFeaturesGrad",
                                          {},
                                          {"dy: float", "points: float", "a: float", "b: float", "c: float", "d: float"},
                                          {"d_points: float"}});
}
