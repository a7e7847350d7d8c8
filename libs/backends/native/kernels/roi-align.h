// RoIAlign: means of bilinear samples of a map within regions.

#pragma once

#include "base.h"

namespace roi_align {

struct Sampling {
  Index side, ratio;
  bool aligned;
  float scale;
};

// The cells of a map along one axis that the samples of each output cell read, with their weights: a mean over samples of linear interpolation.
class Axis {
 public:
  struct Part {
    Index cell;
    float weight;
  };

  Axis(const Sampling& of, float low, float high, Index length) : most_(2 * of.ratio), counts_(of.side), parts_(of.side * most_) {
    const float from = low * of.scale - (of.aligned ? 0.5f : 0), to = high * of.scale - (of.aligned ? 0.5f : 0);
    const float extent = of.aligned || to - from > 1 ? to - from : 1;
    const Index samples = of.side * of.ratio;
    for (Index i = 0; i < samples; i++) {
      const float at = from + extent * ((i + 0.5f) / samples);
      // Samples more than a cell outside the map count 0; closer ones take the value at the border. Not true of NaN.
      if (!(at >= -1 && at <= length)) continue;
      const float clamped = least(at > 0 ? at : 0, static_cast<float>(length - 1));
      const Index first = static_cast<Index>(clamped);
      const float rest = clamped - first;
      add(i / of.ratio, first, (1 - rest) / of.ratio);
      if (rest > 0) add(i / of.ratio, first + 1, rest / of.ratio);
    }
  }

  const Part* begin(Index output) const { return parts_ + output * most_; }
  const Part* end(Index output) const { return begin(output) + counts_[output]; }

 private:
  void add(Index output, Index cell, float weight) {
    Part *part = parts_ + output * most_, *end = part + counts_[output];
    while (part < end && part->cell != cell) part++;
    if (part < end) {
      part->weight += weight;
    } else {
      *part = {cell, weight};
      counts_[output]++;
    }
  }

  const Index most_;
  const Scratch<Index> counts_;
  const Scratch<Part> parts_;
};

// to += weight · from
FOR_EACH_PROCESSOR
static void addCell(const float* __restrict from, float weight, Index channels, float* __restrict to) {
  for (Index c = 0; c < channels; c++) to[c] += weight * from[c];
}

// A map [B,H,W,C], boxes [R,4] and the image of each.
struct Regions {
  Index height, width, channels;
  Sampling sampling;
  const float* boxes;
  const int32_t* image;

  // Numbers of a pooled region.
  Index size() const { return sampling.side * sampling.side * channels; }

  // Calls visit(offset in the map, offset in the result, weight) for every pair of cells of region r of which one reads the other.
  template <class Visit>
  void eachSample(Index r, Visit visit) const {
    const Index side = sampling.side;
    const float* box = boxes + 4 * r;
    const Axis rows(sampling, box[1], box[3], height), columns(sampling, box[0], box[2], width);
    const Index start = image[r] * height * width;
    for (Index i = 0; i < side; i++)
      for (Index j = 0; j < side; j++)
        for (const auto* y = rows.begin(i); y < rows.end(i); y++)
          for (const auto* x = columns.begin(j); x < columns.end(j); x++)
            visit((start + y->cell * width + x->cell) * channels, ((r * side + i) * side + j) * channels, y->weight * x->weight);
  }
};

struct Forward {
  Regions regions;
  const float* map;
  float* y;

  // Regions.
  void run(Index first, Index end) const {
    fill(y + first * regions.size(), (end - first) * regions.size(), 0.0f);
    for (Index r = first; r < end; r++)
      regions.eachSample(r, [&](Index from, Index to, float weight) { addCell(map + from, weight, regions.channels, y + to); });
  }
};

struct Gradient {
  Regions regions;
  const float* dy;
  // 0 at first.
  float* dMap;

  // Regions, one after the other: those of an image share cells.
  void run(Index first, Index end) const {
    for (Index r = first; r < end; r++)
      regions.eachSample(r, [&](Index from, Index to, float weight) { addCell(dy + to, weight, regions.channels, dMap + from); });
  }
};

}  // namespace roi_align
