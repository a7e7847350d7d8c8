// How the objects of pairs lie to their people: boxes, and the people's joints as seen from the object.

#pragma once

#include "base.h"

namespace joint_features {

// Per pair: points [3K] (x, y, confidence), frames a, b, c, d [2] of x and y; per joint six features, see jointFeatures of the HOI module.
struct Pair {
  const float *points, *a, *b, *c, *d;
};

struct Joint {
  float x, y, outsideX, outsideY, distance;
  bool present;
};

constexpr float FAR = 2, WITHIN_PERSON = 3, WITHIN_OBJECT = 2, FALL = 3;

INLINE float within(float x, float limit) { return x < -limit ? -limit : (x > limit ? limit : x); }
INLINE float sign(float x) { return static_cast<float>((x > 0) - (x < 0)); }

static Joint jointOf(const Pair& pair, Index k, Index keypoints) {
  Joint joint;
  joint.x = pair.points[k] * pair.b[0] + pair.a[0];
  joint.y = pair.points[keypoints + k] * pair.b[1] + pair.a[1];
  joint.present = pair.points[2 * keypoints + k] > 0;
  // NaN stays NaN.
  const float outsideX = __builtin_fabsf(joint.x) - pair.d[0], outsideY = __builtin_fabsf(joint.y) - pair.d[1];
  joint.outsideX = outsideX < 0 ? 0 : outsideX;
  joint.outsideY = outsideY < 0 ? 0 : outsideY;
  joint.distance = __builtin_sqrtf(joint.outsideX * joint.outsideX + joint.outsideY * joint.outsideY);
  return joint;
}

INLINE float closeness(const Joint& joint) {
  return joint.present ? __builtin_expf(-FALL * (joint.distance > FAR ? FAR : joint.distance)) : 0;
}

struct Inputs {
  Index keypoints;
  const float *points, *a, *b, *c, *d;
  Pair pair(Index p) const { return {points + 3 * keypoints * p, a + 2 * p, b + 2 * p, c + 2 * p, d + 2 * p}; }
};

struct Features {
  Inputs inputs;
  float* features;

  // Pairs.
  void run(Index first, Index end) const {
    const Index keypoints = inputs.keypoints;
    for (Index p = first; p < end; p++) {
      const Pair pair = inputs.pair(p);
      float* to = features + 6 * keypoints * p;
      for (Index k = 0; k < keypoints; k++) {
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
  }
};

struct FeaturesGradient {
  Inputs inputs;
  const float* dFeatures;
  float* dPoints;

  // Pairs.
  void run(Index first, Index end) const {
    const Index keypoints = inputs.keypoints;
    for (Index p = first; p < end; p++) {
      const Pair pair = inputs.pair(p);
      const float* dy = dFeatures + 6 * keypoints * p;
      float* to = dPoints + 3 * keypoints * p;
      for (Index k = 0; k < keypoints; k++) {
        const Joint joint = jointOf(pair, k, keypoints);
        const float nearest = joint.distance > 1e-6f ? joint.distance : 1e-6f;
        const float byDistance = joint.distance <= FAR ? -FALL * closeness(joint) / nearest * dy[4 * keypoints + k] : 0;
        const auto axis = [&](Index xy, float v, float outside) {
          const float byPerson = __builtin_fabsf(v) <= WITHIN_PERSON ? dy[xy * keypoints + k] : 0;
          const float byObject = __builtin_fabsf(v * pair.c[xy]) <= WITHIN_OBJECT ? dy[(2 + xy) * keypoints + k] * pair.c[xy] : 0;
          return ((joint.present ? byPerson + byObject : 0) + outside * sign(v) * byDistance) * pair.b[xy];
        };
        to[k] = axis(0, joint.x, joint.outsideX);
        to[keypoints + k] = axis(1, joint.y, joint.outsideY);
        to[2 * keypoints + k] = 0;
      }
    }
  }
};

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

// Eq. 2's code of the object's box within ±4, and the frames a, b, c, d of x and y; see pairGeometry of the HOI module.
struct Geometry {
  const float *people, *objects;
  const int32_t *person, *object;
  float *code, *a, *b, *c, *d;

  // Pairs.
  void run(Index first, Index end) const {
    for (Index p = first; p < end; p++) {
      const Box h(people + 4 * person[p]), o(objects + 4 * object[p]);
      const float side = __builtin_sqrtf(h.size[0] * h.size[1]);
      for (int i = 0; i < 2; i++) {
        const float offset = o.center[i] - h.center[i];
        code[4 * p + i] = within(offset / h.size[i], 4);
        code[4 * p + 2 + i] = within(__builtin_logf(o.size[i] / h.size[i]), 4);
        a[2 * p + i] = -offset / side;
        b[2 * p + i] = h.size[i] / (2 * side);
        c[2 * p + i] = side / o.size[i];
        d[2 * p + i] = o.extent[i] / (2 * side);
      }
    }
  }
};

}  // namespace joint_features
