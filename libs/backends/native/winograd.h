// Convolutions of 3×3 by Winograd's minimal filtering F(2×2, 3×3): tiles of 2×2 outputs cost 16 multiplications a pair of channels in
// place of 36 (Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016). With the tiles' 16 numbers first, the sums over
// channels are 16 matrix products. Here are the transforms before and after them, and their adjoints.
//
//   y = Aᵀ [(G w Gᵀ) ⊙ (Bᵀ x B)] A, x a tile of 4×4 inputs, w the filter, y a tile of 2×2 outputs

#pragma once

#include "kernels/base.h"

namespace winograd {

// Channels that a loop takes at a time; numbers of channels must be multiples of it.
constexpr Index LANES = 16;
// Of a transformed tile.
constexpr Index POINTS = 16;

typedef float Lanes __attribute__((vector_size(LANES * sizeof(float))));

INLINE void load(const float* from, Lanes& to) { __builtin_memcpy(&to, from, sizeof to); }
INLINE void store(const Lanes& from, float* to) { __builtin_memcpy(to, &from, sizeof from); }

// Maps [batch,rows,columns,channels], padded by one cell on each side, in tiles of 2×2 cells.
struct Maps {
  Index batch, rows, columns, channels;
  Index tileRows() const { return (rows + 1) / 2; }
  Index tileColumns() const { return (columns + 1) / 2; }
  Index tiles() const { return batch * tileRows() * tileColumns(); }
  bool contains(Index row, Index column) const { return row >= 0 && row < rows && column >= 0 && column < columns; }
};

// Bᵀ of four numbers that are `step` apart.
INLINE void transformInput(Lanes* d, Index step) {
  Lanes &a = d[0], &b = d[step], &c = d[2 * step], &e = d[3 * step];
  const Lanes first = a - c, sum = b + c, difference = c - b, last = b - e;
  a = first, b = sum, c = difference, e = last;
}

// Aᵀ: four numbers to two.
INLINE void transformOutput(Lanes* m, Index step) {
  Lanes &a = m[0], &b = m[step];
  const Lanes &c = m[2 * step], &d = m[3 * step];
  const Lanes first = a + b + c, second = b - c - d;
  a = first, b = second;
}

// A, the adjoint: two numbers to four.
INLINE void spreadOutput(Lanes* m, Index step) {
  const Lanes a = m[0], b = m[step];
  m[step] = a + b, m[2 * step] = a - b, m[3 * step] = -b;
}

// G: three numbers to four.
INLINE void transformFilter(Lanes* w, Index step) {
  const Lanes a = w[0], b = w[step], c = w[2 * step];
  w[step] = 0.5f * (a + b + c), w[2 * step] = 0.5f * (a - b + c), w[3 * step] = c;
}

// Gᵀ, the adjoint: four numbers to three.
INLINE void gatherFilter(Lanes* w, Index step) {
  const Lanes half = 0.5f * (w[step] + w[2 * step]), difference = 0.5f * (w[step] - w[2 * step]);
  w[0] = w[0] + half, w[step] = difference, w[2 * step] = half + w[3 * step];
}

// Rows of tiles: `first` to `end` of batch · tileRows().

// x of `maps` → [16,tiles,channels]
FOR_EACH_PROCESSOR
static void inputTiles(Maps maps, const float* __restrict x, float* __restrict points, Index first, Index end) {
  const Index C = maps.channels, size = maps.tiles() * C;
  for (Index line = first; line < end; line++) {
    const float* map = x + line / maps.tileRows() * maps.rows * maps.columns * C;
    const Index top = line % maps.tileRows() * 2 - 1;
    for (Index tile = 0; tile < maps.tileColumns(); tile++) {
      float* to = points + (line * maps.tileColumns() + tile) * C;
      for (Index c = 0; c < C; c += LANES) {
        Lanes d[POINTS];
        for (Index i = 0; i < 4; i++)
          for (Index j = 0; j < 4; j++) {
            const Index row = top + i, column = 2 * tile - 1 + j;
            if (maps.contains(row, column)) load(map + (row * maps.columns + column) * C + c, d[4 * i + j]);
            else d[4 * i + j] = Lanes{};
          }
        for (Index j = 0; j < 4; j++) transformInput(d + j, 4);
        for (Index i = 0; i < 4; i++) transformInput(d + 4 * i, 1);
        for (Index p = 0; p < POINTS; p++) store(d[p], to + p * size + c);
      }
    }
  }
}

// [16,tiles,channels] → y of `maps`
FOR_EACH_PROCESSOR
static void outputMaps(Maps maps, const float* __restrict points, float* __restrict y, Index first, Index end) {
  const Index C = maps.channels, size = maps.tiles() * C;
  for (Index line = first; line < end; line++) {
    float* map = y + line / maps.tileRows() * maps.rows * maps.columns * C;
    const Index top = line % maps.tileRows() * 2;
    for (Index tile = 0; tile < maps.tileColumns(); tile++) {
      const float* from = points + (line * maps.tileColumns() + tile) * C;
      for (Index c = 0; c < C; c += LANES) {
        Lanes m[POINTS];
        for (Index p = 0; p < POINTS; p++) load(from + p * size + c, m[p]);
        for (Index j = 0; j < 4; j++) transformOutput(m + j, 4);
        for (Index i = 0; i < 2; i++) transformOutput(m + 4 * i, 1);
        for (Index i = 0; i < 2; i++)
          for (Index j = 0; j < 2; j++)
            if (maps.contains(top + i, 2 * tile + j)) store(m[4 * i + j], map + ((top + i) * maps.columns + 2 * tile + j) * C + c);
      }
    }
  }
}

// The adjoint of outputMaps: dy of `maps` → [16,tiles,channels]
FOR_EACH_PROCESSOR
static void outputTiles(Maps maps, const float* __restrict dy, float* __restrict points, Index first, Index end) {
  const Index C = maps.channels, size = maps.tiles() * C;
  for (Index line = first; line < end; line++) {
    const float* map = dy + line / maps.tileRows() * maps.rows * maps.columns * C;
    const Index top = line % maps.tileRows() * 2;
    for (Index tile = 0; tile < maps.tileColumns(); tile++) {
      float* to = points + (line * maps.tileColumns() + tile) * C;
      for (Index c = 0; c < C; c += LANES) {
        Lanes m[POINTS];
        for (Index i = 0; i < 2; i++)
          for (Index j = 0; j < 2; j++) {
            if (maps.contains(top + i, 2 * tile + j)) load(map + ((top + i) * maps.columns + 2 * tile + j) * C + c, m[4 * i + j]);
            else m[4 * i + j] = Lanes{};
          }
        for (Index i = 0; i < 2; i++) spreadOutput(m + 4 * i, 1);
        for (Index j = 0; j < 4; j++) spreadOutput(m + j, 4);
        for (Index p = 0; p < POINTS; p++) store(m[p], to + p * size + c);
      }
    }
  }
}

// Groups of LANES weights: `first` to `end` of Cin·Cout / LANES.

// w [3,3,Cin,Cout] → [16,Cin,Cout], of `size` = Cin·Cout weights a tap
FOR_EACH_PROCESSOR
static void filterPoints(Index size, const float* __restrict filter, float* __restrict points, Index first, Index end) {
  for (Index at = first * LANES; at < end * LANES; at += LANES) {
    Lanes w[POINTS];
    for (Index i = 0; i < 3; i++)
      for (Index j = 0; j < 3; j++) load(filter + (3 * i + j) * size + at, w[4 * i + j]);
    for (Index j = 0; j < 3; j++) transformFilter(w + j, 4);
    for (Index i = 0; i < 4; i++) transformFilter(w + 4 * i, 1);
    for (Index p = 0; p < POINTS; p++) store(w[p], points + p * size + at);
  }
}

// The adjoint of filterPoints: [16,Cin,Cout] → dw [3,3,Cin,Cout]
FOR_EACH_PROCESSOR
static void filterTaps(Index size, const float* __restrict points, float* __restrict filter, Index first, Index end) {
  for (Index at = first * LANES; at < end * LANES; at += LANES) {
    Lanes w[POINTS];
    for (Index p = 0; p < POINTS; p++) load(points + p * size + at, w[p]);
    for (Index i = 0; i < 4; i++) gatherFilter(w + 4 * i, 1);
    for (Index j = 0; j < 3; j++) gatherFilter(w + j, 4);
    for (Index i = 0; i < 3; i++)
      for (Index j = 0; j < 3; j++) store(w[4 * i + j], filter + (3 * i + j) * size + at);
  }
}

}  // namespace winograd
