// Aircraft as points that the graphics card turns and moves on: one vertex each, 32 bytes, written only when data come.

import type { CustomLayerInterface, CustomRenderMethodInput, Map } from 'maplibre-gl';

import { FLAG } from '../data/frame';
import type { Fleet } from '../data/fleet';
import { mercatorX, mercatorY } from '../measure/geodesy';
import { ATLAS_SIDE, atlas } from './atlas';
import { colourOf, type Mode } from './colours';
import { copies, Programs } from './program';
import { SCALE, SHAPES, shapeOf } from './shapes';
import { meter } from './meter';

const STRIDE = 32;
const NM_PER_TURN = 21600; // circumference of the earth in nautical miles: one minute of arc each
const HOLLOW = 1;
const SELECTED = 2;
const STALE_MS = 60_000;
const EDGE_LAT_DEG = 85.0511287; // where Web Mercator ends
const DOT = SHAPES.indexOf('dot');
const GROUND = SHAPES.indexOf('ground');
const UNKNOWN = SHAPES.indexOf('unknown');
const SIZES = Uint8Array.from(SHAPES, (shape) => SCALE[shape] * 100);

const VERTEX = `
in vec2 a_pos; in vec2 a_vel; in float a_since; in vec2 a_turn; in vec4 a_col; in vec4 a_kind;
uniform float u_time; uniform float u_reach; uniform float u_wrap; uniform vec2 u_px; uniform float u_size;
out vec4 v_col; out mat2 v_rot; out vec2 v_cell; flat out float v_flags; out float v_grow;
void main() {
  vec2 p = a_pos + a_vel * clamp(u_time - a_since, 0.0, u_reach);
  p.x = fract(p.x) + u_wrap;
  float turn = a_turn.x * 6.28318530718;
  vec2 ahead = vec2(sin(turn), -cos(turn));
  vec4 c = projectTile(p);
  vec4 c2 = projectTile(p + ahead * 2e-5);
  vec2 d = (c2.xy / c2.w - c.xy / c.w) / u_px;
  d = normalize(dot(d, d) > 0.0 ? d : vec2(0.0, 1.0));
  float fade = 1.0;
#ifdef GLOBE
  float side = dot(projectToSphere(p), u_projection_clipping_plane.xyz) + u_projection_clipping_plane.w;
  fade = mix(1.0, smoothstep(0.0, 0.05, side), u_projection_transition);
#endif
  float flags = floor(a_kind.y * 255.0 + 0.5);
  v_grow = mod(floor(flags / 2.0), 2.0) > 0.5 ? 1.6 : 1.0;
  v_rot = mat2(d.y, d.x, -d.x, d.y);
  v_col = vec4(a_col.rgb, a_col.a * fade);
  float cell = floor(a_kind.x * 255.0 + 0.5);
  v_cell = vec2(mod(cell, 4.0), floor(cell / 4.0));
  v_flags = flags;
  gl_Position = fade > 0.01 ? c : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = u_size * a_kind.z * 255.0 / 100.0 * v_grow;
}`;

const FRAGMENT = `
precision mediump float;
uniform sampler2D u_atlas; uniform vec3 u_halo; uniform vec3 u_ring;
in vec4 v_col; in mat2 v_rot; in vec2 v_cell; flat in float v_flags; in float v_grow;
out vec4 o;
void main() {
  vec2 q = vec2(gl_PointCoord.x - 0.5, 0.5 - gl_PointCoord.y) * v_grow;
  vec2 r = v_rot * q;
  float ring = 0.0;
  if (v_grow > 1.0) { float far = length(q); ring = smoothstep(0.045, 0.02, abs(far - 0.68)); }
  vec3 t = vec3(0.0);
  if (max(abs(r.x), abs(r.y)) < 0.5) t = texture(u_atlas, (v_cell + vec2(r.x + 0.5, 0.5 - r.y)) / 4.0).rgb;
  bool hollow = mod(v_flags, 2.0) > 0.5;
  float body = hollow ? t.b : t.r;
  float halo = hollow ? t.g * 0.35 : t.g * 0.9;
  vec3 colour = mix(u_halo, v_col.rgb, body);
  float alpha = max(body, halo) * v_col.a;
  colour = mix(colour * alpha, u_ring, ring);
  alpha = max(alpha, ring);
  if (alpha < 0.02) discard;
  o = vec4(colour, alpha);
}`;

export interface Look {
  mode: Mode;
  dark: boolean;
  selected: number | undefined;
  visible: ((fleet: Fleet, slot: number) => boolean) | undefined;
}

export class AircraftLayer implements CustomLayerInterface {
  readonly id = 'aircraft';
  readonly type = 'custom' as const;
  readonly renderingMode = '2d' as const;
  /** Mercator places of the vertices, as last uploaded; NaN in y where a vertex is not drawn. */
  x: Float64Array = new Float64Array(0);
  y: Float64Array = new Float64Array(0);
  n = 0;
  /** Seconds since the last upload, and how far ahead places are moved at most. */
  time = 0;
  reach = 15;
  size = 32;
  look: Look = { mode: 'altitude', dark: true, selected: undefined, visible: undefined };
  #map: Map | undefined;
  #gl: WebGL2RenderingContext | undefined;
  #buffer: WebGLBuffer | null = null;
  #texture: WebGLTexture | null = null;
  #programs = new Programs(VERTEX, FRAGMENT);
  #bytes = new ArrayBuffer(0);
  #floats = new Float32Array(0);
  #shorts = new Uint16Array(0);
  #octets = new Uint8Array(0);
  #room = 0;
  #shaped = new Uint8Array(0);
  #shapedFor = new Uint32Array(0); // address + 1
  #forgotten = -1;

  onAdd(map: Map, gl: WebGLRenderingContext | WebGL2RenderingContext): void {
    const gl2 = gl as WebGL2RenderingContext;
    [this.#map, this.#gl] = [map, gl2];
    this.#programs.clear();
    this.#buffer = gl2.createBuffer();
    this.#room = 0;
    this.#texture = gl2.createTexture();
    gl2.bindTexture(gl2.TEXTURE_2D, this.#texture);
    gl2.pixelStorei(gl2.UNPACK_FLIP_Y_WEBGL, false);
    gl2.pixelStorei(gl2.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl2.texImage2D(gl2.TEXTURE_2D, 0, gl2.RGBA, ATLAS_SIDE, ATLAS_SIDE, 0, gl2.RGBA, gl2.UNSIGNED_BYTE, atlas());
    gl2.generateMipmap(gl2.TEXTURE_2D);
    gl2.texParameteri(gl2.TEXTURE_2D, gl2.TEXTURE_MIN_FILTER, gl2.LINEAR_MIPMAP_LINEAR);
    if (this.n) this.#upload();
  }

  /** Write the fleet as it is at a time into the buffer; `ahead` gives the next place of a slot where it is known. */
  update(fleet: Fleet, now: number, ahead?: (slot: number) => [lon: number, lat: number, seconds: number] | undefined): void {
    const begun = performance.now();
    this.#grow(fleet.n);
    this.n = fleet.n;
    if (this.#forgotten !== fleet.forgotten) this.#shapedFor.fill(0);
    this.#forgotten = fleet.forgotten;
    for (let slot = 0; slot < fleet.n; slot++) this.#write(fleet, slot, now, ahead?.(slot));
    this.time = 0;
    this.#upload();
    meter.update(performance.now() - begun);
  }

  /** Parts of the world's width per second, and the second of its last fix, of a slot as uploaded. */
  velocity(slot: number): [number, number] {
    return [this.#floats[slot * 8 + 2]!, this.#floats[slot * 8 + 3]!];
  }

  since(slot: number): number {
    return this.#floats[slot * 8 + 4]!;
  }

  // Runs for every aircraft at every update: no arrays are made, and names are looked up only where they are needed.
  #write(fleet: Fleet, slot: number, now: number, next: [number, number, number] | undefined): void {
    const floats = this.#floats;
    const at = slot * 8;
    const sine = Math.sin((Math.max(-EDGE_LAT_DEG, Math.min(EDGE_LAT_DEG, fleet.lat_deg[slot]!)) * Math.PI) / 180);
    const x = fleet.lon_deg[slot]! / 360 + 0.5;
    const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    const shown = this.look.visible === undefined || this.look.visible(fleet, slot);
    this.x[slot] = x;
    this.y[slot] = shown ? y : NaN;
    floats[at] = x;
    floats[at + 1] = shown ? y : 40; // far outside the map
    if (next) {
      const east = mercatorX(next[0]) - x;
      floats[at + 2] = (east - Math.round(east)) / next[2];
      floats[at + 3] = (mercatorY(next[1]) - y) / next[2];
      floats[at + 4] = 0;
    } else {
      // Parts of the world's width per second, by speed and track.
      const step = fleet.ground_speed_kt[slot]! / (3600 * NM_PER_TURN * Math.max(0.05, Math.sqrt(1 - sine * sine)));
      const turn = (fleet.track_deg[slot]! * Math.PI) / 180;
      const known = step > 0 && turn === turn;
      floats[at + 2] = known ? Math.sin(turn) * step : 0;
      floats[at + 3] = known ? -Math.cos(turn) * step : 0;
      floats[at + 4] = Math.min(0, (fleet.fixed_at[slot]! - now) / 1000);
    }
    this.#finish(fleet, slot, now);
  }

  #finish(fleet: Fleet, slot: number, now: number): void {
    const { look } = this;
    const address = fleet.icao24[slot]!;
    const flags = fleet.flags[slot]!;
    const track = fleet.track_deg[slot]!;
    const shape = track !== track ? DOT : flags & FLAG.ground ? GROUND : this.#shape(fleet, slot, address);
    const octets = this.#octets;
    const at = slot * STRIDE;
    this.#shorts[slot * 16 + 10] = track === track ? (track / 360) * 65535 : 0;
    const names = look.mode === 'altitude' || look.mode === 'source' ? undefined : fleet.names.get(address);
    const colour = colourOf(look.mode, fleet.altitude_ft[slot]!, flags, names, look.dark);
    octets[at + 24] = colour[0];
    octets[at + 25] = colour[1];
    octets[at + 26] = colour[2];
    octets[at + 27] = now - fleet.fixed_at[slot]! > STALE_MS ? 170 : 255;
    octets[at + 28] = shape;
    octets[at + 29] = (flags & FLAG.doubted ? HOLLOW : 0) | (address === look.selected ? SELECTED : 0);
    octets[at + 30] = SIZES[shape]!;
  }

  /** The shape of a slot's type; found anew until its type is known, and when another aircraft has the slot. */
  #shape(fleet: Fleet, slot: number, address: number): number {
    if (this.#shapedFor[slot] !== address + 1) {
      const names = fleet.names.get(address);
      const shape = names ? SHAPES.indexOf(shapeOf(names)) : UNKNOWN;
      this.#shaped[slot] = shape;
      this.#shapedFor[slot] = shape === UNKNOWN ? 0 : address + 1;
    }
    return this.#shaped[slot]!;
  }

  #grow(n: number): void {
    if (n * STRIDE <= this.#bytes.byteLength) return;
    const size = Math.max(1024, 2 ** Math.ceil(Math.log2(n)));
    this.#bytes = new ArrayBuffer(size * STRIDE);
    this.#floats = new Float32Array(this.#bytes);
    this.#shorts = new Uint16Array(this.#bytes);
    this.#octets = new Uint8Array(this.#bytes);
    this.#shaped = new Uint8Array(size);
    this.#shapedFor = new Uint32Array(size);
    this.x = new Float64Array(size);
    this.y = new Float64Array(size);
  }

  #upload(): void {
    const gl = this.#gl;
    if (!gl || !this.n) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    if (this.#room < this.#bytes.byteLength) {
      gl.bufferData(gl.ARRAY_BUFFER, this.#bytes, gl.DYNAMIC_DRAW);
      this.#room = this.#bytes.byteLength;
    } else {
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, this.#octets.subarray(0, this.n * STRIDE));
    }
  }

  render(context: WebGLRenderingContext | WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    if (!this.#map || !this.n) return;
    const begun = performance.now();
    const gl = context as WebGL2RenderingContext;
    const program = this.#programs.use(gl, input);
    const vertices = gl.createVertexArray();
    gl.bindVertexArray(vertices);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    const bind = (name: string, size: number, type: number, normalised: boolean, offset: number): void => {
      const place = program.attribute(name);
      if (place < 0) return;
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, size, type, normalised, STRIDE, offset);
    };
    bind('a_pos', 2, gl.FLOAT, false, 0);
    bind('a_vel', 2, gl.FLOAT, false, 8);
    bind('a_since', 1, gl.FLOAT, false, 16);
    bind('a_turn', 2, gl.UNSIGNED_SHORT, true, 20);
    bind('a_col', 4, gl.UNSIGNED_BYTE, true, 24);
    bind('a_kind', 4, gl.UNSIGNED_BYTE, true, 28);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.uniform1i(program.uniform('u_atlas'), 0);
    gl.uniform1f(program.uniform('u_time'), this.time);
    gl.uniform1f(program.uniform('u_reach'), this.reach);
    gl.uniform1f(program.uniform('u_size'), this.size * (gl.drawingBufferWidth / this.#map.getContainer().clientWidth) * grown(this.#map.getZoom()));
    gl.uniform2f(program.uniform('u_px'), 2 / gl.drawingBufferWidth, 2 / gl.drawingBufferHeight);
    const halo = this.look.dark ? [0.02, 0.04, 0.07] : [1, 1, 1];
    gl.uniform3f(program.uniform('u_halo'), halo[0]!, halo[1]!, halo[2]!);
    const ring = this.look.dark ? [1, 1, 1] : [0.05, 0.1, 0.17];
    gl.uniform3f(program.uniform('u_ring'), ring[0]!, ring[1]!, ring[2]!);
    for (const copy of copies(this.#map, input)) {
      gl.uniform1f(program.uniform('u_wrap'), copy);
      gl.drawArrays(gl.POINTS, 0, this.n);
    }
    gl.bindVertexArray(null);
    gl.deleteVertexArray(vertices);
    meter.frame(performance.now() - begun);
  }
}

/** Smaller on a map of the world, larger near an airfield. */
function grown(zoom: number): number {
  return Math.max(0.66, Math.min(1.2, 0.55 + zoom * 0.07));
}
