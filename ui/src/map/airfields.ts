// Airfields and runways on the map, from two files of columns; fetched when the reader first comes near enough to see them.

import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';

import { json } from '../data/api';

interface Airports {
  ident: string[];
  code: string[];
  name: string[];
  lon_deg: number[];
  lat_deg: number[];
  kind: number[];
}

interface Runways {
  from_lon_deg: number[];
  from_lat_deg: number[];
  to_lon_deg: number[];
  to_lat_deg: number[];
}

const AIRPORTS_FROM = 4.8;
const RUNWAYS_FROM = 7.8;

export function addAirfields(map: MapLibre): void {
  const pending = new Map<string, number>([
    ['airports', AIRPORTS_FROM],
    ['runways', RUNWAYS_FROM],
  ]);
  const look = (): void => {
    for (const [name, from] of pending) {
      if (map.getZoom() < from) continue;
      pending.delete(name);
      void fill(map, name);
    }
    if (!pending.size) map.off('zoomend', look);
  };
  map.on('zoomend', look);
  look();
}

async function fill(map: MapLibre, name: string): Promise<void> {
  const data = name === 'airports' ? points(await json<Airports>('/tiles/airports.json')) : lines(await json<Runways>('/tiles/runways.json'));
  map.getSource<GeoJSONSource>(name)?.setData(data);
}

function points(columns: Airports): GeoJSON.FeatureCollection {
  const features = columns.ident.map((ident, i): GeoJSON.Feature => ({
    type: 'Feature',
    properties: { ident, code: columns.code[i], name: columns.name[i], kind: columns.kind[i] },
    geometry: { type: 'Point', coordinates: [columns.lon_deg[i]!, columns.lat_deg[i]!] },
  }));
  return { type: 'FeatureCollection', features };
}

function lines(columns: Runways): GeoJSON.FeatureCollection {
  const features = columns.from_lon_deg.map((lon, i): GeoJSON.Feature => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates: [[lon, columns.from_lat_deg[i]!], [columns.to_lon_deg[i]!, columns.to_lat_deg[i]!]] },
  }));
  return { type: 'FeatureCollection', features };
}
