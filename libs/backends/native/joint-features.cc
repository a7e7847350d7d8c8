// How the objects of pairs lie to their people: boxes, and the people's joints as seen from the object.

#include <cmath>

#include "op.h"
#include "parallel.h"

namespace {

// Per pair: points [3K] (x, y, confidence), frames a, b, c, d [2] of x and y; per joint six features, see jointFeatures of the HOI module.
struct Pair {
  const float *points, *a, *b, *c, *d;
};

struct Joint {
  float x, y, outsideX, outsideY, distance;
  bool present;
};

constexpr float FAR = 2, WITHIN_PERSON = 3, WITHIN_OBJECT = 2, FALL = 3;

float within(float x, float limit) { return x < -limit ? -limit : (x > limit ? limit : x); }
float sign(float x) { return static_cast<float>((x > 0) - (x < 0)); }

Joint jointOf(const Pair& pair, int64_t k, int64_t keypoints) {
  Joint joint;
  joint.x = pair.points[k] * pair.b[0] + pair.a[0];
  joint.y = pair.points[keypoints + k] * pair.b[1] + pair.a[1];
  joint.present = pair.points[2 * keypoints + k] > 0;
  // NaN stays NaN.
  const float outsideX = std::fabs(joint.x) - pair.d[0], outsideY = std::fabs(joint.y) - pair.d[1];
  joint.outsideX = outsideX < 0 ? 0 : outsideX;
  joint.outsideY = outsideY < 0 ? 0 : outsideY;
  joint.distance = std::sqrt(joint.outsideX * joint.outsideX + joint.outsideY * joint.outsideY);
  return joint;
}

float closeness(const Joint& joint) { return joint.present ? std::exp(-FALL * (joint.distance > FAR ? FAR : joint.distance)) : 0; }

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
  Pair pair(int64_t p) const {
    const auto frame = [&](size_t i) { return all[first_ + i].data() + 2 * p; };
    return {all[first_].data() + 3 * keypoints * p, frame(1), frame(2), frame(3), frame(4)};
  }

 private:
  size_t first_;
};

void forward(const NoAttributes&, Call& call) {
  const Inputs inputs(call, 0);
  const int64_t keypoints = inputs.keypoints;
  const Tensor result = call.output(0, {inputs.pairs, 6 * keypoints});
  if (!call.ok()) return;
  parallel(inputs.pairs, 256, [&](int64_t first, int64_t end) {
    for (int64_t p = first; p < end; p++) {
      const Pair pair = inputs.pair(p);
      float* to = result.data() + 6 * keypoints * p;
      for (int64_t k = 0; k < keypoints; k++) {
        const Joint joint = jointOf(pair, k, keypoints);
        const float present = joint.present;
        to[k] = within(joint.x * present, WITHIN_PERSON);
        to[keypoints + k] = within(joint.y * present, WITHIN_PERSON);
        to[2 * keypoints + k] = within(joint.x * pair.c[0], WITHIN_OBJECT) * present;
        to[3 * keypoints + k] = within(joint.y * pair.c[1], WITHIN_OBJECT) * present;
        to[4 * keypoints + k] = closeness(joint);
        to[5 * keypoints + k] = joint.distance <= 0 ? present : 0;
      }
    }
  });
}

void gradient(const NoAttributes&, Call& call) {
  const Inputs inputs(call, 1);
  const int64_t keypoints = inputs.keypoints;
  call.expect(inputs.all[0].size() == 6 * keypoints * inputs.pairs, "TurboJointFeaturesGrad: shapes do not fit");
  const Tensor result = call.output(0, {inputs.pairs, 3 * keypoints});
  if (!call.ok()) return;
  parallel(inputs.pairs, 256, [&](int64_t first, int64_t end) {
    for (int64_t p = first; p < end; p++) {
      const Pair pair = inputs.pair(p);
      const float* dy = inputs.all[0].data() + 6 * keypoints * p;
      float* to = result.data() + 3 * keypoints * p;
      for (int64_t k = 0; k < keypoints; k++) {
        const Joint joint = jointOf(pair, k, keypoints);
        const float nearest = joint.distance > 1e-6f ? joint.distance : 1e-6f;
        const float byDistance = joint.distance <= FAR ? -FALL * closeness(joint) / nearest * dy[4 * keypoints + k] : 0;
        const auto axis = [&](int64_t xy, float v, float outside) {
          const float byPerson = std::fabs(v) <= WITHIN_PERSON ? dy[xy * keypoints + k] : 0;
          const float byObject = std::fabs(v * pair.c[xy]) <= WITHIN_OBJECT ? dy[(2 + xy) * keypoints + k] * pair.c[xy] : 0;
          return ((joint.present ? byPerson + byObject : 0) + outside * sign(v) * byDistance) * pair.b[xy];
        };
        to[k] = axis(0, joint.x, joint.outsideX);
        to[keypoints + k] = axis(1, joint.y, joint.outsideY);
        to[2 * keypoints + k] = 0;
      }
    }
  });
}

struct Box {
  float center[2], extent[2], size[2];
  explicit Box(const float* corners) {
    for (int i = 0; i < 2; i++) {
      center[i] = (corners[i] + corners[2 + i]) / 2;
      extent[i] = corners[2 + i] - corners[i];
      size[i] = extent[i] < 1 ? 1 : extent[i];
    }
  }
};

bool areRows(const Tensor& rows, int64_t count) {
  for (int64_t p = 0; p < rows.size(); p++)
    if (rows.data<int32_t>()[p] < 0 || rows.data<int32_t>()[p] >= count) return false;
  return true;
}

// Eq. 2's code of the object's box within ±4, and the frames a, b, c, d of x and y; see pairGeometry of the HOI module.
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
  for (int64_t p = 0; p < pairs; p++) {
    const Box h(people.data() + 4 * person.data<int32_t>()[p]), o(objects.data() + 4 * object.data<int32_t>()[p]);
    const float side = std::sqrt(h.size[0] * h.size[1]);
    for (int i = 0; i < 2; i++) {
      const float offset = o.center[i] - h.center[i];
      code.data()[4 * p + i] = within(offset / h.size[i], 4);
      code.data()[4 * p + 2 + i] = within(std::log(o.size[i] / h.size[i]), 4);
      a.data()[2 * p + i] = -offset / side;
      b.data()[2 * p + i] = h.size[i] / (2 * side);
      c.data()[2 * p + i] = side / o.size[i];
      d.data()[2 * p + i] = o.extent[i] / (2 * side);
    }
  }
}

}  // namespace

void defineJointFeatures() {
  define<NoAttributes, geometry>({"TurboPairGeometry",
                                  {},
                                  {"people: float", "objects: float", "person: int32", "object: int32"},
                                  {"code: float", "a: float", "b: float", "c: float", "d: float"}});
  define<NoAttributes, forward>({"TurboJointFeatures",
                                 {},
                                 {"points: float", "a: float", "b: float", "c: float", "d: float"},
                                 {"features: float"}});
  define<NoAttributes, gradient>({"TurboJointFeaturesGrad",
                                  {},
                                  {"dy: float", "points: float", "a: float", "b: float", "c: float", "d: float"},
                                  {"d_points: float"}});
}
