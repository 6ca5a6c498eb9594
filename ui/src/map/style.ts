// The base map's style: Natural Earth and GeoNames from one file in the package, dark or light, names in the reader's language.

import { FONT_FACES } from './fonts';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';

import type { OwnMap } from '../data/own_map.svelte';
import type { Language } from '../i18n/messages';
import { thingLayers } from './thing_layers';

export interface Paints {
  space: string;
  sea: string;
  land: string;
  coast: string;
  border: string;
  disputed: string;
  state: string;
  river: string;
  country: string;
  town: string;
  halo: string;
  seaName: string;
  grid: string;
  field: string;
  runway: string;
}

export const PAINTS: Record<'dark' | 'light', Paints> = {
  dark: {
    space: '#05070a',
    sea: '#0c1219',
    land: '#18202a',
    coast: '#35475b',
    border: '#43566d',
    disputed: '#5d6b80',
    state: '#263240',
    river: '#1c2a38',
    country: '#8a9db4',
    town: '#a3b1c2',
    halo: '#0c1219',
    seaName: '#3c5a7a',
    grid: '#141d27',
    field: '#6f9fd4',
    runway: '#8fa3bb',
  },
  light: {
    space: '#e9eef3',
    sea: '#d3e2ec',
    land: '#f7f5f0',
    coast: '#9fb6c6',
    border: '#a99bb0',
    disputed: '#c0a9b4',
    state: '#e0dad2',
    river: '#bfd5e3',
    country: '#625c70',
    town: '#454a54',
    halo: '#fbfaf7',
    seaName: '#6d91aa',
    grid: '#c8dae6',
    field: '#2463b8',
    runway: '#555c66',
  },
};

const REGULAR = ['Noto Sans Regular'];
const SEMIBOLD = ['Noto Sans SemiBold'];
const ITALIC = ['Noto Sans Italic'];

function byZoom(...stops: number[]): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}

function name(language: Language): ExpressionSpecification {
  return language === 'en' ? ['get', 'name'] : ['coalesce', ['get', `name_${language}`], ['get', 'name']];
}

function ground(c: Paints): LayerSpecification[] {
  const world = { source: 'world' } as const;
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
    { id: 'grid', type: 'line', source: 'grid', paint: { 'line-color': c.grid, 'line-width': 1 } },
    { id: 'land', type: 'fill', ...world, 'source-layer': 'country', paint: { 'fill-color': c.land, 'fill-antialias': false } },
    { id: 'lake', type: 'fill', ...world, 'source-layer': 'lake', paint: { 'fill-color': c.sea } },
    { id: 'river', type: 'line', ...world, 'source-layer': 'river', minzoom: 3, paint: { 'line-color': c.river, 'line-width': byZoom(3, 0.5, 7, 1.6) } },
    { id: 'state', type: 'line', ...world, 'source-layer': 'admin1', minzoom: 4, paint: { 'line-color': c.state, 'line-width': 0.8, 'line-dasharray': [3, 2] } },
    { id: 'coast', type: 'line', ...world, 'source-layer': 'country', paint: { 'line-color': c.coast, 'line-width': byZoom(0, 0.5, 6, 1) } },
    { id: 'border', type: 'line', ...world, 'source-layer': 'border', filter: ['==', ['get', 'd'], 0], paint: { 'line-color': c.border, 'line-width': byZoom(1, 0.5, 6, 1.3) } },
    { id: 'disputed', type: 'line', ...world, 'source-layer': 'border', filter: ['==', ['get', 'd'], 1], paint: { 'line-color': c.disputed, 'line-dasharray': [3, 2], 'line-width': byZoom(1, 0.5, 6, 1.3) } },
    { id: 'runway', type: 'line', source: 'runways', minzoom: 8, paint: { 'line-color': c.runway, 'line-width': ['interpolate', ['exponential', 2], ['zoom'], 8, 1.2, 11, 3, 14, 14] } },
  ];
}

function names(c: Paints, language: Language): LayerSpecification[] {
  const world = { source: 'world' } as const;
  const halo = { 'text-halo-color': c.halo, 'text-halo-width': 1.2 } as const;
  return [
    { id: 'sea-name', type: 'symbol', ...world, 'source-layer': 'label_sea', layout: { 'text-field': name(language), 'text-font': ITALIC, 'text-size': byZoom(1, 10.5, 5, 15), 'text-letter-spacing': 0.12, 'text-max-width': 6 }, paint: { 'text-color': c.seaName } },
    { id: 'town-dot', type: 'circle', ...world, 'source-layer': 'place', minzoom: 4.5, maxzoom: 9, filter: ['<=', ['get', 'rank'], ['-', ['zoom'], 2]], paint: { 'circle-radius': ['case', ['has', 'cap'], 2.2, 1.5], 'circle-color': c.land, 'circle-stroke-color': c.town, 'circle-stroke-width': 1 } },
    {
      id: 'town',
      type: 'symbol',
      ...world,
      'source-layer': 'place',
      minzoom: 3,
      filter: ['<=', ['get', 'rank'], ['case', ['>=', ['zoom'], 7], 6, ['-', ['zoom'], 2]]],
      layout: { 'text-field': ['get', 'name'], 'text-font': REGULAR, 'text-size': ['interpolate', ['linear'], ['zoom'], 3, ['match', ['get', 'rank'], 0, 11, 1, 10.5, 9.5], 8, ['match', ['get', 'rank'], 0, 17, 1, 15, 2, 13.5, 3, 12.5, 11.5]], 'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.45, 'text-max-width': 8, 'symbol-sort-key': ['-', ['get', 'pop']] },
      paint: { 'text-color': c.town, ...halo },
    },
    { id: 'country', type: 'symbol', ...world, 'source-layer': 'label_country', maxzoom: 7, layout: { 'text-field': name(language), 'text-font': SEMIBOLD, 'text-transform': 'uppercase', 'text-letter-spacing': 0.06, 'text-size': ['interpolate', ['linear'], ['zoom'], 1, ['case', ['<=', ['get', 'rank'], 2], 9.5, 8], 5, ['case', ['<=', ['get', 'rank'], 2], 15, 11.5]], 'text-max-width': 7, 'symbol-sort-key': ['get', 'rank'] }, paint: { 'text-color': c.country, ...halo } },
    { id: 'field', type: 'circle', source: 'airports', minzoom: 5, filter: ['<=', ['get', 'kind'], ['case', ['>=', ['zoom'], 9], 2, ['>=', ['zoom'], 6.5], 1, 0]], paint: { 'circle-radius': byZoom(5, 1.8, 10, 4), 'circle-color': c.land, 'circle-stroke-color': c.field, 'circle-stroke-width': 1.3 } },
    { id: 'field-name', type: 'symbol', source: 'airports', minzoom: 5.4, filter: ['<=', ['get', 'kind'], ['case', ['>=', ['zoom'], 9.5], 2, ['>=', ['zoom'], 7.5], 1, 0]], layout: { 'text-field': ['step', ['zoom'], ['get', 'ident'], 9, ['concat', ['get', 'ident'], '  ', ['get', 'name']]], 'text-font': SEMIBOLD, 'text-size': byZoom(5, 9.5, 10, 11.5), 'text-variable-anchor': ['top', 'bottom', 'right', 'left'], 'text-radial-offset': 0.5, 'symbol-sort-key': ['get', 'kind'] }, paint: { 'text-color': c.field, ...halo } },
  ];
}

/** Meridians and parallels every 15 degrees. */
function grid(): GeoJSON.FeatureCollection {
  const lines: GeoJSON.Position[][] = [];
  for (let lon = -180; lon < 180; lon += 15) lines.push(Array.from({ length: 35 }, (_, i) => [lon, i * 5 - 85]));
  for (let lat = -75; lat <= 75; lat += 15) lines.push(Array.from({ length: 73 }, (_, i) => [i * 5 - 180, lat]));
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: lines } }] };
}

export const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** What is drawn on a map of the owner's too: the background, runways and fields. */
function ours(layer: LayerSpecification): boolean {
  return !('source' in layer) || layer.source === 'runways' || layer.source === 'airports';
}

/** The whole style; a map of the owner's takes the place of ground and names, fields excepted. */
export function style(dark: boolean, language: Language, globe: boolean, own?: OwnMap): StyleSpecification {
  const paints = PAINTS[dark ? 'dark' : 'light'];
  const [back, ...rest] = own ? ground(paints).filter(ours) : ground(paints);
  const under = [back, ...(own?.layers ?? []), ...rest];
  const over = own ? names(paints, language).filter(ours) : names(paints, language);
  return {
    version: 8,
    projection: { type: globe ? 'globe' : 'mercator' },
    ...own?.more,
    'font-faces': { ...own?.more['font-faces'], ...FONT_FACES },
    sources: {
      ...(own ? own.sources : { world: { type: 'vector', url: `pmtiles://${location.origin}/tiles/world.pmtiles`, attribution: 'Natural Earth · GeoNames · OurAirports' }, grid: { type: 'geojson', data: grid() } }),
      airports: { type: 'geojson', data: EMPTY },
      runways: { type: 'geojson', data: EMPTY },
      cells: { type: 'geojson', data: EMPTY },
      things: { type: 'geojson', data: EMPTY },
    },
    layers: [...under, ...thingLayers(dark, 'below'), ...over, ...thingLayers(dark, 'above')],
  } as StyleSpecification;
}
