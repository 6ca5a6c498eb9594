// The map itself: MapLibre with our layers, moving on by itself only as often as anything could be seen to move.

import { addProtocol, AttributionControl, type GeoJSONSource, Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { Protocol } from 'pmtiles';

import type { Fleet } from '../data/fleet';
import type { OwnMap } from '../data/own_map.svelte';
import type { Language } from '../i18n/messages';
import { mercatorX, mercatorY, type LonLat } from '../measure/geodesy';
import type { Feature } from '../state/stage.svelte';
import { AircraftLayer } from './aircraft_layer';
import { addAirfields } from './airfields';
import { Grid } from './grid';
import { candidates, draw, type Label } from './label_canvas';
import { meter } from './meter';
import { style } from './style';
import { TrailsLayer } from './trails_layer';

const RELABEL_MS = 400;
const REACH_PX = 14; // how near a pointer must be to an aircraft
const FASTEST_KM_S = 0.3; // 583 kt: faster than nearly all
const EARTH_KM = 40075;

let prepared = false;

function prepare(): void {
  if (prepared) return;
  prepared = true;
  setWorkerUrl(new URL(workerUrl, location.origin).href);
  addProtocol('pmtiles', new Protocol().tile);
}

export interface View {
  lat: number;
  lon: number;
  z: number;
}

export interface Motion {
  /** Seconds since the fleet was last written to the layer, and seconds shown in each second of the clock. */
  since: () => number;
  pace: () => number;
  moving: () => boolean;
}

export class Engine {
  readonly map: MapLibre;
  readonly aircraft = new AircraftLayer();
  readonly trails = new TrailsLayer();
  labelled = true;
  #grid = new Grid();
  #gridOld = true;
  #labels: Label[] = [];
  #labelledAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #fleet: Fleet | undefined;
  #loaded = false;
  #waiting: (() => void)[] = [];
  #look: string;
  readonly #canvas: HTMLCanvasElement;
  readonly #motion: Motion;

  constructor(container: HTMLElement, canvas: HTMLCanvasElement, view: View, dark: boolean, language: Language, globe: boolean, motion: Motion, own?: OwnMap) {
    prepare();
    [this.#canvas, this.#motion, this.#look] = [canvas, motion, `${dark} ${language}`];
    this.map = new MapLibre({
      container,
      style: style(dark, language, globe, own),
      center: [view.lon, view.lat],
      zoom: view.z,
      maxZoom: 16,
      maxPitch: 60,
      attributionControl: false,
      refreshExpiredTiles: false,
      fadeDuration: 0,
    });
    this.map.addControl(new AttributionControl({ compact: true }), 'bottom-right');
    void this.map.once('style.load', () => this.#ready());
    this.map.on('render', () => this.#drawn());
    meter.repaint = () => this.map.triggerRepaint();
  }

  #ready(): void {
    this.map.addLayer(this.trails, 'path-halo');
    this.map.addLayer(this.aircraft);
    addAirfields(this.map);
    this.#loaded = true;
    for (const run of this.#waiting.splice(0)) run();
  }

  /** Run once the style is there. */
  whenReady(run: () => void): void {
    if (this.#loaded) run();
    else this.#waiting.push(run);
  }

  /** Colours and names anew, without fetching a tile again. */
  restyle(dark: boolean, language: Language): void {
    const look = `${dark} ${language}`;
    if (look === this.#look) return;
    this.#look = look;
    this.whenReady(() => {
      for (const layer of style(dark, language, false).layers) {
        if (!this.map.getLayer(layer.id)) continue;
        for (const [name, value] of Object.entries(layer.paint ?? {})) this.map.setPaintProperty(layer.id, name as never, value as never);
        if ('layout' in layer && layer.type === 'symbol' && layer.layout?.['text-field']) this.map.setLayoutProperty(layer.id, 'text-field', layer.layout['text-field']);
      }
    });
  }

  setGlobe(globe: boolean): void {
    this.whenReady(() => this.map.setProjection({ type: globe ? 'globe' : 'mercator' }));
  }

  setData(source: 'things' | 'cells', features: Feature[]): void {
    this.whenReady(() => this.map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features }));
  }

  /** Put the fleet on the map as it is at a time (milliseconds UTC). */
  show(fleet: Fleet, now: number, next?: (slot: number) => [number, number, number] | undefined): void {
    this.#fleet = fleet;
    this.aircraft.update(fleet, now, next);
    this.trails.add(fleet);
    this.#gridOld = true;
    this.#labelledAt = 0;
    this.map.triggerRepaint();
  }

  /** Addresses of aircraft near a place of the screen, nearest first. */
  at(point: { x: number; y: number }): number[] {
    const fleet = this.#fleet;
    if (!fleet) return [];
    if (this.#gridOld) this.#grid.fill(this.aircraft.x, this.aircraft.y, this.aircraft.n);
    this.#gridOld = false;
    const place = this.map.unproject([point.x, point.y]);
    const world = 512 * 2 ** this.map.getZoom();
    // Aircraft have moved on since they were put into the grid, so the net is cast wider than the reach.
    const near = this.#grid.near(mercatorX(place.lng), mercatorY(place.lat), (REACH_PX * 2.5) / world);
    const found = near
      .map((slot) => ({ slot, spot: this.#where(slot) }))
      .filter(({ spot }) => spot && Math.hypot(spot.x - point.x, spot.y - point.y) <= REACH_PX)
      .sort((a, b) => Math.hypot(a.spot!.x - point.x, a.spot!.y - point.y) - Math.hypot(b.spot!.x - point.x, b.spot!.y - point.y));
    return found.map(({ slot }) => fleet.icao24[slot]!);
  }

  /** Where an aircraft is now on the screen; undefined when hidden, filtered out or behind the globe. */
  #where(slot: number): { x: number; y: number } | undefined {
    if (Number.isNaN(this.aircraft.y[slot]!)) return undefined;
    const [lon, lat] = this.#place(slot);
    if (this.map.getProjection()?.type === 'globe' && this.#behind(lon, lat)) return undefined;
    const middle = this.map.getCenter().lng;
    return this.map.project([lon - 360 * Math.round((lon - middle) / 360), lat]);
  }

  #place(slot: number): LonLat {
    const x = this.aircraft.x[slot]!;
    const y = this.aircraft.y[slot]!;
    const [vx, vy] = this.aircraft.velocity(slot);
    const since = Math.min(this.aircraft.reach, Math.max(0, this.aircraft.time - this.aircraft.since(slot)));
    const lat = (Math.atan(Math.exp(Math.PI * (1 - 2 * (y + vy * since)))) * 360) / Math.PI - 90;
    return [(x + vx * since - 0.5) * 360, lat];
  }

  #behind(lon: number, lat: number): boolean {
    if (this.map.getZoom() > 6) return false;
    const center = this.map.getCenter();
    const [a, b] = [(lat * Math.PI) / 180, (center.lat * Math.PI) / 180];
    const cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(((lon - center.lng) * Math.PI) / 180);
    return cosine < 0.12;
  }

  #drawn(): void {
    this.aircraft.time = this.#motion.since();
    this.#drawLabels();
    if (this.#timer !== undefined || !this.#motion.moving()) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.map.triggerRepaint();
    }, this.#pause());
  }

  /** Milliseconds until the fastest aircraft has moved half a pixel. */
  #pause(): number {
    const kmPerPixel = EARTH_KM / (512 * 2 ** this.map.getZoom());
    const pixelsPerSecond = (FASTEST_KM_S * Math.max(1, this.#motion.pace())) / kmPerPixel;
    return Math.max(33, Math.min(1000, 500 / pixelsPerSecond));
  }

  #drawLabels(): void {
    const fleet = this.#fleet;
    const zoom = this.map.getZoom();
    if (!fleet || !this.labelled || (zoom < 4.5 && fleet.n > 250)) {
      if (this.#labels.length) draw(this.#canvas, this.map, (this.#labels = []), () => undefined, true);
      if (fleet && this.labelled && this.aircraft.look.selected !== undefined) this.#relabel(fleet, [fleet.slot(this.aircraft.look.selected) ?? -1]);
      return;
    }
    if (performance.now() - this.#labelledAt > RELABEL_MS) this.#relabel(fleet, this.#inView(fleet));
    draw(this.#canvas, this.map, this.#labels, (slot) => this.#where(slot), this.aircraft.look.dark);
  }

  #relabel(fleet: Fleet, slots: number[]): void {
    this.#labels = candidates(fleet, slots.filter((slot) => slot >= 0), this.map.getZoom(), this.aircraft.look.selected);
    this.#labelledAt = performance.now();
    draw(this.#canvas, this.map, this.#labels, (slot) => this.#where(slot), this.aircraft.look.dark);
  }

  #inView(fleet: Fleet): number[] {
    const bounds = this.map.getBounds();
    const [west, east] = [mercatorX(bounds.getWest()), mercatorX(bounds.getEast())];
    const [north, south] = [mercatorY(bounds.getNorth()), mercatorY(bounds.getSouth())];
    const found: number[] = [];
    for (let slot = 0; slot < fleet.n; slot++) {
      const [x, y] = [this.aircraft.x[slot]!, this.aircraft.y[slot]!];
      if (y >= north && y <= south && (east - west >= 1 || (x - west + 2) % 1 <= east - west)) found.push(slot);
    }
    return found;
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.map.remove();
  }
}
