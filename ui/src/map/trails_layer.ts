// Trails of everything on the map: each new place adds a line to a ring of lines; silences stay open.

import type { CustomLayerInterface, CustomRenderMethodInput, Map } from 'maplibre-gl';

import type { Fleet } from '../data/fleet';
import { mercatorX, mercatorY } from '../measure/geodesy';
import { altitudeColour } from './colours';
import { copies, Programs } from './program';

const LINES = 1 << 17;
const VERTEX_BYTES = 16;

const VERTEX = `
in vec2 a_pos; in float a_at; in vec4 a_col;
uniform float u_wrap; uniform float u_now; uniform float u_keep;
out vec4 v_col;
void main() {
  float fade = 1.0;
#ifdef GLOBE
  float side = dot(projectToSphere(a_pos), u_projection_clipping_plane.xyz) + u_projection_clipping_plane.w;
  fade = mix(1.0, smoothstep(0.0, 0.05, side), u_projection_transition);
#endif
  gl_Position = projectTile(a_pos + vec2(u_wrap, 0.0));
  v_col = vec4(a_col.rgb, clamp(1.0 - (u_now - a_at) / u_keep, 0.0, 1.0) * fade);
}`;

const FRAGMENT = `
precision mediump float;
in vec4 v_col; out vec4 o;
void main() { o = vec4(v_col.rgb, 1.0) * v_col.a * 0.7; }`;

interface Last {
  x: number;
  y: number;
  at: number;
}

export class TrailsLayer implements CustomLayerInterface {
  readonly id = 'trails';
  readonly type = 'custom' as const;
  readonly renderingMode = '2d' as const;
  dark = true;
  shown = false;
  /** How long a line stays, and the longest silence that is bridged, seconds. */
  keep_s = 1200;
  bridge_s = 60;
  #now = 0;
  #origin = 0;
  #count = 0;
  #uploaded = 0;
  #map: Map | undefined;
  #gl: WebGL2RenderingContext | undefined;
  #buffer: WebGLBuffer | null = null;
  readonly #programs = new Programs(VERTEX, FRAGMENT);
  #bytes: ArrayBuffer | undefined;
  #floats = new Float32Array(0);
  #octets = new Uint8Array(0);
  readonly #last = new globalThis.Map<number, Last>();

  onAdd(map: Map, gl: WebGLRenderingContext | WebGL2RenderingContext): void {
    [this.#map, this.#gl] = [map, gl as WebGL2RenderingContext];
    this.#programs.clear();
    this.#buffer = null;
    this.#uploaded = 0;
  }

  clear(): void {
    this.#last.clear();
    [this.#count, this.#uploaded] = [0, 0];
  }

  /** Add what moved since the last time; nothing is drawn across a silence. */
  add(fleet: Fleet): void {
    if (!this.shown) return;
    this.#prepare(fleet.time);
    for (let slot = 0; slot < fleet.n; slot++) this.#step(fleet, slot);
    this.#now = (fleet.time - this.#origin) / 1000;
    this.#upload();
  }

  #step(fleet: Fleet, slot: number): void {
    const address = fleet.icao24[slot]!;
    const at = fleet.fixed_at[slot]!;
    const last = this.#last.get(address);
    if (last && at <= last.at) return;
    const x = mercatorX(fleet.lon_deg[slot]!);
    const y = mercatorY(fleet.lat_deg[slot]!);
    if (last && at - last.at <= this.bridge_s * 1000) this.#line(last, x, y, at, altitudeColour(fleet.altitude_ft[slot]!, this.dark));
    this.#last.set(address, { x, y, at });
  }

  #line(from: Last, x: number, y: number, at: number, [r, g, b]: [number, number, number]): void {
    const east = x - from.x;
    const line = this.#count++ % LINES;
    this.#vertex(line * 2, from.x, from.y, from.at, r, g, b);
    this.#vertex(line * 2 + 1, from.x + east - Math.round(east), y, at, r, g, b);
  }

  #vertex(index: number, x: number, y: number, at: number, r: number, g: number, b: number): void {
    this.#floats[index * 4] = x;
    this.#floats[index * 4 + 1] = y;
    this.#floats[index * 4 + 2] = (at - this.#origin) / 1000;
    this.#octets.set([r, g, b, 255], index * VERTEX_BYTES + 12);
  }

  #prepare(now: number): void {
    if (this.#bytes) return;
    this.#origin = now;
    this.#bytes = new ArrayBuffer(LINES * 2 * VERTEX_BYTES);
    this.#floats = new Float32Array(this.#bytes);
    this.#octets = new Uint8Array(this.#bytes);
  }

  #upload(): void {
    const gl = this.#gl;
    if (!gl || !this.#bytes || this.#count === this.#uploaded) return;
    if (!this.#buffer) {
      this.#buffer = gl.createBuffer();
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
      gl.bufferData(gl.ARRAY_BUFFER, this.#bytes, gl.DYNAMIC_DRAW);
    } else {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
      const first = this.#uploaded % LINES;
      const last = first + this.#count - this.#uploaded;
      const [from, to] = last > LINES ? [0, LINES] : [first, last];
      gl.bufferSubData(gl.ARRAY_BUFFER, from * 2 * VERTEX_BYTES, this.#octets.subarray(from * 2 * VERTEX_BYTES, to * 2 * VERTEX_BYTES));
    }
    this.#uploaded = this.#count;
  }

  render(context: WebGLRenderingContext | WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const lines = Math.min(this.#count, LINES);
    if (!this.#map || !this.shown || !lines || !this.#buffer) return;
    const gl = context as WebGL2RenderingContext;
    const program = this.#programs.use(gl, input);
    const vertices = gl.createVertexArray();
    gl.bindVertexArray(vertices);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    const bind = (name: string, size: number, type: number, offset: number): void => {
      gl.enableVertexAttribArray(program.attribute(name));
      gl.vertexAttribPointer(program.attribute(name), size, type, type !== gl.FLOAT, VERTEX_BYTES, offset);
    };
    bind('a_pos', 2, gl.FLOAT, 0);
    bind('a_at', 1, gl.FLOAT, 8);
    bind('a_col', 4, gl.UNSIGNED_BYTE, 12);
    gl.uniform1f(program.uniform('u_now'), this.#now);
    gl.uniform1f(program.uniform('u_keep'), this.keep_s);
    for (const copy of copies(this.#map, input)) {
      gl.uniform1f(program.uniform('u_wrap'), copy);
      gl.drawArrays(gl.LINES, 0, lines * 2);
    }
    gl.bindVertexArray(null);
    gl.deleteVertexArray(vertices);
  }
}
