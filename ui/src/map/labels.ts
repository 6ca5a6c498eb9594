// Which labels fit: boxes are placed in order of importance, and one that would cover another is left out.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const CELL = 64; // pixels a side

/** Keeps the boxes placed so far by cells, so that a new one is compared with few. */
export class Placed {
  readonly #cells = new Map<number, Box[]>();

  /** Place a box if it is free; false when it would cover another. */
  take(box: Box): boolean {
    const cells = [...cellsOf(box)];
    if (cells.some((cell) => this.#cells.get(cell)?.some((other) => covers(other, box)))) return false;
    for (const cell of cells) {
      const there = this.#cells.get(cell);
      if (there) there.push(box);
      else this.#cells.set(cell, [box]);
    }
    return true;
  }
}

function* cellsOf(box: Box): Generator<number> {
  for (let c = Math.floor(box.x / CELL); c <= Math.floor((box.x + box.width) / CELL); c++) {
    for (let r = Math.floor(box.y / CELL); r <= Math.floor((box.y + box.height) / CELL); r++) yield c * 4096 + r;
  }
}

function covers(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
