// Distances and ways on a sphere of the earth's mean radius; good to half a percent, which is what drawing needs.

const RADIUS_NM = 3440.065; // mean radius 6371.0088 km (IUGG) in nautical miles
const RAD = Math.PI / 180;

export type LonLat = [lon_deg: number, lat_deg: number];

/** Great-circle distance in nautical miles (haversine). */
export function distanceNm([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  const h = Math.sin(((lat2 - lat1) * RAD) / 2) ** 2 + Math.cos(lat1 * RAD) * Math.cos(lat2 * RAD) * Math.sin(((lon2 - lon1) * RAD) / 2) ** 2;
  return 2 * RADIUS_NM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Direction at the first point towards the second, degrees from north. */
export function bearingDeg([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  const east = (lon2 - lon1) * RAD;
  const y = Math.sin(east) * Math.cos(lat2 * RAD);
  const x = Math.cos(lat1 * RAD) * Math.sin(lat2 * RAD) - Math.sin(lat1 * RAD) * Math.cos(lat2 * RAD) * Math.cos(east);
  return (Math.atan2(y, x) / RAD + 360) % 360;
}

/** Longitudes made continuous: each less than half a turn from the one before, going beyond 180 where the way does. */
export function unwrap(longitudes: readonly number[]): number[] {
  const out: number[] = [];
  let last: number | undefined;
  for (const lon of longitudes) {
    const next: number = last === undefined ? lon : lon - 360 * Math.round((lon - last) / 360);
    out.push(next);
    last = next;
  }
  return out;
}

/** Points along the great circle between two places, ends included, with continuous longitudes. */
export function greatCircle(from: LonLat, to: LonLat, steps = 64): LonLat[] {
  const [a, b] = [vector(from), vector(to)];
  const angle = Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  if (angle < 1e-9) return [from, to];
  const points = Array.from({ length: steps + 1 }, (_, index): LonLat => {
    const [p, q] = [Math.sin((1 - index / steps) * angle), Math.sin((index / steps) * angle)];
    const [x, y, z] = [p * a[0] + q * b[0], p * a[1] + q * b[1], p * a[2] + q * b[2]];
    return [Math.atan2(y, x) / RAD, Math.atan2(z, Math.hypot(x, y)) / RAD];
  });
  const lons = unwrap(points.map(([lon]) => lon));
  const turn = 360 * Math.round((from[0] - (lons[0] ?? 0)) / 360);
  return points.map(([, lat], index) => [(lons[index] ?? 0) + turn, lat]);
}

function vector([lon, lat]: LonLat): [number, number, number] {
  return [Math.cos(lat * RAD) * Math.cos(lon * RAD), Math.cos(lat * RAD) * Math.sin(lon * RAD), Math.sin(lat * RAD)];
}

/** A ring around a place, closed, as degrees. */
export function circle([lon, lat]: LonLat, radiusNm: number, steps = 72): LonLat[] {
  const reach = radiusNm / RADIUS_NM;
  const ring = Array.from({ length: steps + 1 }, (_, index): LonLat => {
    const turn = (index / steps) * 2 * Math.PI;
    const lat2 = Math.asin(Math.sin(lat * RAD) * Math.cos(reach) + Math.cos(lat * RAD) * Math.sin(reach) * Math.cos(turn));
    const east = Math.atan2(Math.sin(turn) * Math.sin(reach) * Math.cos(lat * RAD), Math.cos(reach) - Math.sin(lat * RAD) * Math.sin(lat2));
    return [lon + east / RAD, lat2 / RAD];
  });
  return ring;
}

/** Web Mercator, the world as the unit square. */
export function mercatorX(lon: number): number {
  return lon / 360 + 0.5;
}

export function mercatorY(lat: number): number {
  const clipped = Math.max(-85.0511287, Math.min(85.0511287, lat));
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (clipped * RAD) / 2)) / (2 * Math.PI);
}
