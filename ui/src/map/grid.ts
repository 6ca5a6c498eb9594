// Finds the aircraft under a pointer: a grid of cells over the unit square of Web Mercator, filled once a frame.

const CELLS = 256; // a side

export class Grid {
  #heads = new Int32Array(CELLS * CELLS).fill(-1);
  #next = new Int32Array(0);
  #x: Float64Array = new Float64Array(0);
  #y: Float64Array = new Float64Array(0);

  /** Put n points in; x may run beyond the world's edge. */
  fill(x: Float64Array, y: Float64Array, n: number): void {
    this.#heads.fill(-1);
    if (this.#next.length < n) this.#next = new Int32Array(x.length);
    [this.#x, this.#y] = [x, y];
    for (let i = 0; i < n; i++) {
      if (Number.isNaN(y[i]!)) continue;
      const cell = this.#cell(column(x[i]!), row(y[i]!));
      this.#next[i] = this.#heads[cell]!;
      this.#heads[cell] = i;
    }
  }

  /** Points within reach of a place, nearest first; reach in parts of the world's width. */
  near(x: number, y: number, reach: number): number[] {
    const found: [distance: number, index: number][] = [];
    const west = Math.floor((x - reach) * CELLS);
    const across = Math.min(CELLS - 1, Math.floor((x + reach) * CELLS) - west);
    for (let c = 0; c <= across; c++) {
      for (let r = row(y - reach); r <= row(y + reach); r++) this.#collect(wrapped(west + c), r, x, y, reach, found);
    }
    return found.sort((a, b) => a[0] - b[0]).map(([, index]) => index);
  }

  #collect(c: number, r: number, x: number, y: number, reach: number, found: [number, number][]): void {
    for (let i = this.#heads[this.#cell(c, r)]!; i >= 0; i = this.#next[i]!) {
      const east = this.#x[i]! - x;
      const distance = Math.hypot(east - Math.round(east), this.#y[i]! - y);
      if (distance <= reach) found.push([distance, i]);
    }
  }

  #cell(c: number, r: number): number {
    return r * CELLS + c;
  }
}

function wrapped(c: number): number {
  return ((c % CELLS) + CELLS) % CELLS;
}

function column(x: number): number {
  return wrapped(Math.floor(x * CELLS));
}

function row(y: number): number {
  return Math.max(0, Math.min(CELLS - 1, Math.floor(y * CELLS)));
}
