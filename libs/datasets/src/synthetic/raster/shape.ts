import type { XyxyBox } from '@turbo-hoi/core';
import { dot, length, subtract, type Vec } from '../geometry/vec';

/** A filled shape as a signed distance field in pixels, negative inside. */
export interface Shape {
  /** Nothing of the shape lies outside. */
  readonly bounds: XyxyBox;
  /** Outside the shape at most the true distance to it. */
  distance(x: number, y: number): number;
}

/** A thick line with round ends; the radius may differ at both. */
export function capsule(a: Vec, b: Vec, radiusA: number, radiusB = radiusA): Shape {
  const [ax, ay] = a;
  const [dx, dy] = subtract(b, a);
  const inverse = 1 / Math.max(dx * dx + dy * dy, 1e-9);
  const radius = Math.max(radiusA, radiusB);
  return {
    bounds: [
      Math.min(ax, b[0]) - radius,
      Math.min(ay, b[1]) - radius,
      Math.max(ax, b[0]) + radius,
      Math.max(ay, b[1]) + radius,
    ],
    distance: (x, y) => {
      const px = x - ax;
      const py = y - ay;
      const t = Math.min(1, Math.max(0, (px * dx + py * dy) * inverse));
      const ex = px - t * dx;
      const ey = py - t * dy;
      return Math.sqrt(ex * ex + ey * ey) - (radiusA + (radiusB - radiusA) * t);
    },
  };
}

export function disc([cx, cy]: Vec, radius: number): Shape {
  return {
    bounds: [cx - radius, cy - radius, cx + radius, cy + radius],
    distance: (x, y) => Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) - radius,
  };
}

/** An ellipse with half axes `rx` along the unit vector `axis` and `ry` across it; distances to first order. */
export function ellipse([cx, cy]: Vec, rx: number, ry: number, axis: Vec = [1, 0]): Shape {
  const radius = Math.max(rx, ry);
  return {
    bounds: [cx - radius, cy - radius, cx + radius, cy + radius],
    distance: (x, y) => {
      const u = (x - cx) * axis[0] + (y - cy) * axis[1];
      const v = (y - cy) * axis[0] - (x - cx) * axis[1];
      const size = Math.sqrt((u * u) / (rx * rx) + (v * v) / (ry * ry));
      const slope = Math.sqrt((u * u) / (rx * rx * rx * rx) + (v * v) / (ry * ry * ry * ry));
      return slope > 0 ? (size * (size - 1)) / slope : -Math.min(rx, ry);
    },
  };
}

/** A convex polygon, corners in either order, grown by `round` pixels. */
export function polygon(corners: readonly Vec[], round = 0): Shape {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  // Outward normal and offset of every edge.
  const turn = signedArea(corners) < 0 ? -1 : 1;
  const edges = Float64Array.from(
    corners.flatMap((corner, i) => {
      const [dx, dy] = subtract(corners[(i + 1) % corners.length], corner);
      const scale = turn / Math.max(length([dx, dy]), 1e-9);
      return [dy * scale, -dx * scale, (dy * corner[0] - dx * corner[1]) * scale];
    }),
  );
  return {
    bounds: [
      Math.min(...xs) - round,
      Math.min(...ys) - round,
      Math.max(...xs) + round,
      Math.max(...ys) + round,
    ],
    distance: (x, y) => {
      let inside = -Infinity;
      for (let i = 0; i < edges.length; i += 3) {
        const outward = edges[i] * x + edges[i + 1] * y - edges[i + 2];
        if (outward > inside) inside = outward;
      }
      return inside - round;
    },
  };
}

export function rectangle([x1, y1, x2, y2]: XyxyBox): Shape {
  const [cx, cy, rx, ry] = [(x1 + x2) / 2, (y1 + y2) / 2, (x2 - x1) / 2, (y2 - y1) / 2];
  return {
    bounds: [x1, y1, x2, y2],
    distance: (x, y) => Math.max(Math.abs(x - cx) - rx, Math.abs(y - cy) - ry),
  };
}

/** The band of the given width along a shape's edge, half of it inside. */
export function outline(shape: Shape, width: number): Shape {
  const [x1, y1, x2, y2] = shape.bounds;
  const half = width / 2;
  return {
    bounds: [x1 - half, y1 - half, x2 + half, y2 + half],
    distance: (x, y) => Math.abs(shape.distance(x, y)) - half,
  };
}

/** What two shapes share. */
export function intersection(a: Shape, b: Shape): Shape {
  return {
    bounds: [
      Math.max(a.bounds[0], b.bounds[0]),
      Math.max(a.bounds[1], b.bounds[1]),
      Math.min(a.bounds[2], b.bounds[2]),
      Math.min(a.bounds[3], b.bounds[3]),
    ],
    distance: (x, y) => Math.max(a.distance(x, y), b.distance(x, y)),
  };
}

/** Everything on the far side of a line through `point`, seen along `normal` (a unit vector). */
export function halfPlane(point: Vec, normal: Vec): Shape {
  const offset = dot(point, normal);
  return {
    bounds: [-Infinity, -Infinity, Infinity, Infinity],
    distance: (x, y) => offset - (x * normal[0] + y * normal[1]),
  };
}

function signedArea(corners: readonly Vec[]): number {
  return corners.reduce((sum, [x, y], i) => {
    const [nx, ny] = corners[(i + 1) % corners.length];
    return sum + x * ny - nx * y;
  }, 0);
}
