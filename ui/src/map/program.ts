// WebGL2 programs for layers of our own: compiled once for each projection that MapLibre draws, with its projection code before ours.

import type { CustomRenderMethodInput } from 'maplibre-gl';

export interface Program {
  program: WebGLProgram;
  uniform: (name: string) => WebGLUniformLocation | null;
  attribute: (name: string) => number;
}

export class Programs {
  readonly #made = new Map<string, Program>();
  readonly #vertex: string;
  readonly #fragment: string;

  constructor(vertex: string, fragment: string) {
    this.#vertex = vertex;
    this.#fragment = fragment;
  }

  /** The program for the projection of this frame, in use, with the projection's uniforms set. */
  use(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): Program {
    const name = input.shaderData.variantName;
    let made = this.#made.get(name);
    if (!made) {
      const head = `#version 300 es\n${input.shaderData.vertexShaderPrelude}\n${input.shaderData.define}\n`;
      made = link(gl, head + this.#vertex, `#version 300 es\n${this.#fragment}`);
      this.#made.set(name, made);
    }
    gl.useProgram(made.program);
    project(gl, made, input);
    return made;
  }

  /** Forget programs of a context that is gone. */
  clear(): void {
    this.#made.clear();
  }
}

function link(gl: WebGL2RenderingContext, vertex: string, fragment: string): Program {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('the graphics context is lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) throw new Error(gl.getShaderInfoLog(shader) ?? 'shader');
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(gl.getProgramInfoLog(program) ?? 'program');
  const uniforms = new Map<string, WebGLUniformLocation | null>();
  const attributes = new Map<string, number>();
  return {
    program,
    uniform: (name) => remember(uniforms, name, () => gl.getUniformLocation(program, name)),
    attribute: (name) => remember(attributes, name, () => gl.getAttribLocation(program, name)),
  };
}

function remember<T>(known: Map<string, T>, name: string, find: () => T): T {
  const found = known.has(name) ? (known.get(name) as T) : find();
  known.set(name, found);
  return found;
}

function project(gl: WebGL2RenderingContext, program: Program, input: CustomRenderMethodInput): void {
  const data = input.defaultProjectionData;
  gl.uniformMatrix4fv(program.uniform('u_projection_matrix'), false, data.mainMatrix);
  gl.uniformMatrix4fv(program.uniform('u_projection_fallback_matrix'), false, data.fallbackMatrix);
  gl.uniform4f(program.uniform('u_projection_tile_mercator_coords'), ...data.tileMercatorCoords);
  gl.uniform4f(program.uniform('u_projection_clipping_plane'), ...data.clippingPlane);
  gl.uniform1f(program.uniform('u_projection_transition'), data.projectionTransition);
}

/** Which copies of the world are in view: on a flat map those between its edges, on a globe one. */
export function copies(map: { getBounds(): { getWest(): number; getEast(): number } }, input: CustomRenderMethodInput): number[] {
  if (input.defaultProjectionData.projectionTransition > 0) return [0];
  const bounds = map.getBounds();
  const [first, last] = [Math.floor((bounds.getWest() + 180) / 360), Math.floor((bounds.getEast() + 180) / 360)];
  return Array.from({ length: Math.min(5, last - first + 1) }, (_, index) => first + index);
}
