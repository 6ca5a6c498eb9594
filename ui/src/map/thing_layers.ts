// How things in hand are drawn: seen paths solid, unseen stretches dashed in their lens, doubted fixes hollow, areas, findings, cells.

import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';

const ACCENT = { dark: '#5aa7ff', light: '#0b62c4' };
const DOUBT = { dark: '#ff8f6b', light: '#b3401a' };
const FAR = { dark: '#b9c4d2', light: '#4a5564' };

function kind(wanted: string): FilterSpecification {
  return ['==', ['get', 'kind'], wanted];
}

function below(dark: boolean): LayerSpecification[] {
  const theme = dark ? 'dark' : 'light';
  return [
    { id: 'cells', type: 'fill', source: 'cells', paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': ['get', 'opacity'], 'fill-outline-color': 'rgba(0,0,0,0)' } },
    { id: 'lens', type: 'fill', source: 'things', filter: kind('lens'), paint: { 'fill-color': FAR[theme], 'fill-opacity': dark ? 0.11 : 0.13 } },
    { id: 'lens-edge', type: 'line', source: 'things', filter: kind('lens'), paint: { 'line-color': FAR[theme], 'line-opacity': 0.45, 'line-width': 0.8 } },
    { id: 'area', type: 'fill', source: 'things', filter: kind('area'), paint: { 'fill-color': ACCENT[theme], 'fill-opacity': 0.12 } },
    { id: 'area-edge', type: 'line', source: 'things', filter: kind('area'), paint: { 'line-color': ACCENT[theme], 'line-width': 1.6 } },
    { id: 'route', type: 'line', source: 'things', filter: kind('route'), layout: { 'line-cap': 'round' }, paint: { 'line-color': ACCENT[theme], 'line-opacity': ['get', 'opacity'], 'line-width': ['get', 'width'], 'line-dasharray': [0.1, 2] } },
  ];
}

function above(dark: boolean): LayerSpecification[] {
  const theme = dark ? 'dark' : 'light';
  const halo = dark ? '#0c1219' : '#ffffff';
  const text = { 'text-color': dark ? '#e6ebf1' : '#17202b', 'text-halo-color': halo, 'text-halo-width': 1.6 };
  return [
    { id: 'path-halo', type: 'line', source: 'things', filter: kind('path'), layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': halo, 'line-width': 5, 'line-opacity': 0.7 } },
    { id: 'path', type: 'line', source: 'things', filter: kind('path'), layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': ['get', 'colour'], 'line-width': 2.6 } },
    { id: 'gap', type: 'line', source: 'things', filter: kind('gap'), paint: { 'line-color': FAR[theme], 'line-width': 1.8, 'line-dasharray': [2, 2.4] } },
    { id: 'doubt', type: 'circle', source: 'things', filter: kind('doubt'), paint: { 'circle-radius': 3.4, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': DOUBT[theme], 'circle-stroke-width': 1.4 } },
    { id: 'measure', type: 'line', source: 'things', filter: kind('measure'), paint: { 'line-color': dark ? '#f2ba3e' : '#8a5a00', 'line-width': 2, 'line-dasharray': [3, 1.5] } },
    { id: 'finding', type: 'circle', source: 'things', filter: kind('finding'), paint: { 'circle-radius': 6, 'circle-color': dark ? '#f2ba3e' : '#b06f00', 'circle-stroke-color': halo, 'circle-stroke-width': 2 } },
    { id: 'end', type: 'circle', source: 'things', filter: kind('end'), paint: { 'circle-radius': ['coalesce', ['get', 'radius'], 5], 'circle-color': ['case', ['==', ['get', 'sure'], false], 'rgba(0,0,0,0)', ACCENT[theme]], 'circle-stroke-color': ['case', ['==', ['get', 'sure'], false], ACCENT[theme], halo], 'circle-stroke-width': 2 } },
    { id: 'thing-name', type: 'symbol', source: 'things', filter: ['has', 'label'], layout: { 'text-field': ['get', 'label'], 'text-font': ['Noto Sans SemiBold'], 'text-size': 12, 'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.9, 'text-optional': true }, paint: text },
  ];
}

export function thingLayers(dark: boolean, where: 'below' | 'above'): LayerSpecification[] {
  return where === 'below' ? below(dark) : above(dark);
}
