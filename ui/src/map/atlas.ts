// All shapes in one picture of 4 by 4 cells: red is the body, green a wider silhouette around it, blue a rim around it with the body left empty.

import { outline, SHAPES } from './shapes';

export const CELL = 64;
export const ACROSS = 4;
const SIDE = CELL * ACROSS;
const SHRINK = 0.7; // so that a shape stays in its cell however it is turned

/** Pixels of the picture, RGBA. */
export function atlas(): Uint8Array {
  const layers = [drawn((pen, path) => pen.fill(path)), drawn(silhouette), drawn(edge)];
  const pixels = new Uint8Array(SIDE * SIDE * 4);
  for (let i = 0; i < SIDE * SIDE; i++) {
    layers.forEach((layer, channel) => (pixels[i * 4 + channel] = layer[i * 4 + 3]!));
    pixels[i * 4 + 3] = 255;
  }
  return pixels;
}

export const ATLAS_SIDE = SIDE;

function silhouette(pen: CanvasRenderingContext2D, path: Path2D): void {
  pen.lineWidth = 7;
  pen.lineJoin = 'round';
  pen.fill(path);
  pen.stroke(path);
}

function edge(pen: CanvasRenderingContext2D, path: Path2D): void {
  pen.lineWidth = 10;
  pen.lineJoin = 'round';
  pen.stroke(path);
  pen.globalCompositeOperation = 'destination-out';
  pen.fill(path);
}

function drawn(draw: (pen: CanvasRenderingContext2D, path: Path2D) => void): Uint8ClampedArray {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return new Uint8ClampedArray(SIDE * SIDE * 4);
  SHAPES.forEach((shape, index) => {
    pen.save();
    pen.translate((index % ACROSS) * CELL + CELL / 2, Math.floor(index / ACROSS) * CELL + CELL / 2);
    pen.scale(SHRINK, SHRINK);
    pen.translate(-32, -32);
    draw(pen, new Path2D(outline(shape)));
    pen.restore();
  });
  return pen.getImageData(0, 0, SIDE, SIDE).data;
}
