// The map as a picture that can stand by itself: with scale, source, time, address, and that it is a reconstruction where it is one.

import type { Map as MapLibre } from 'maplibre-gl';

import { distanceNm } from '../measure/geodesy';

export interface Caption {
  title: string;
  time: string;
  source: string;
  reconstruction: string;
  address: string;
  units: 'nautical' | 'metric';
}

const FOOT = 46;
const FONT = '"Inter Variable", system-ui, sans-serif';

/** A round length near a quarter of the picture's width, and its width in pixels. */
export function scaleBar(nmPerPixel: number, width: number, units: 'nautical' | 'metric'): { text: string; pixels: number } {
  const unit = units === 'metric' ? 1.852 : 1;
  const most = nmPerPixel * unit * width * 0.25;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = [5, 2, 1].map((step) => step * power).find((value) => value <= most) ?? power;
  return { text: `${length} ${units === 'metric' ? 'km' : 'NM'}`, pixels: length / unit / nmPerPixel };
}

/** How to cite a view: what, from what, when it was looked at, where it is. */
export function citation(caption: Caption, accessed: Date): string {
  const parts = [caption.title, caption.time, caption.reconstruction, caption.source].filter(Boolean).join('. ');
  return `${parts}. ${caption.address} (${accessed.toISOString().slice(0, 10)})`;
}

export async function picture(map: MapLibre, labels: HTMLCanvasElement | null, caption: Caption, dark: boolean, form: 'png' | 'svg'): Promise<Blob> {
  const canvas = map.getCanvas();
  const ratio = canvas.width / canvas.clientWidth;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const whole = document.createElement('canvas');
  [whole.width, whole.height] = [canvas.width, form === 'png' ? canvas.height + FOOT * ratio : canvas.height];
  const pen = whole.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = dark ? '#05070a' : '#e9eef3';
  pen.fillRect(0, 0, whole.width, whole.height);
  await drawnNow(map, () => pen.drawImage(canvas, 0, 0));
  if (labels?.width) pen.drawImage(labels, 0, 0, canvas.width, canvas.height);
  const bar = scaleBar(nmPerPixel(map), width, caption.units);
  if (form === 'png') {
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    foot(pen, width, height, caption, bar, dark);
    return new Promise((done, failed) => whole.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'));
  }
  return new Blob([svg(whole.toDataURL('image/png'), width, height, caption, bar, dark)], { type: 'image/svg+xml' });
}

/** The canvas holds its picture only while it is being drawn. */
function drawnNow(map: MapLibre, take: () => void): Promise<void> {
  return new Promise((done) => {
    map.once('render', () => {
      take();
      done();
    });
    map.triggerRepaint();
  });
}

function nmPerPixel(map: MapLibre): number {
  const { clientWidth, clientHeight } = map.getCanvas();
  const [a, b] = [map.unproject([clientWidth / 2 - 50, clientHeight / 2]), map.unproject([clientWidth / 2 + 50, clientHeight / 2])];
  return distanceNm([a.lng, a.lat], [b.lng, b.lat]) / 100;
}

function lines(caption: Caption): [string, string] {
  return [[caption.title, caption.time, caption.reconstruction].filter(Boolean).join('  ·  '), [caption.source, caption.address].join('  ·  ')];
}

function foot(pen: CanvasRenderingContext2D, width: number, top: number, caption: Caption, bar: { text: string; pixels: number }, dark: boolean): void {
  pen.fillStyle = dark ? '#10161d' : '#ffffff';
  pen.fillRect(0, top, width, FOOT);
  const [first, second] = lines(caption);
  const left = bar.pixels + 100;
  pen.fillStyle = dark ? '#e5ebf2' : '#16202b';
  pen.font = `600 12px ${FONT}`;
  pen.fillText(first, left, top + 20, width - left - 12);
  pen.fillText(bar.text, bar.pixels + 24, top + 28);
  pen.fillRect(14, top + 22, bar.pixels, 3);
  pen.fillRect(14, top + 17, 1.5, 13);
  pen.fillRect(14 + bar.pixels, top + 17, 1.5, 13);
  pen.font = `400 11px ${FONT}`;
  pen.fillStyle = dark ? '#98a6b7' : '#4d5a68';
  pen.fillText(second, left, top + 37, width - left - 12);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
}

/** The picture of the map inside an SVG whose scale and words are lines and text, to be edited. */
export function svg(image: string, width: number, height: number, caption: Caption, bar: { text: string; pixels: number }, dark: boolean): string {
  const [back, text, soft] = dark ? ['#10161d', '#e5ebf2', '#98a6b7'] : ['#ffffff', '#16202b', '#4d5a68'];
  const [first, second] = lines(caption).map(escaped);
  const left = bar.pixels + 100;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + FOOT}" viewBox="0 0 ${width} ${height + FOOT}" font-family="Inter, sans-serif">
<title>${escaped(caption.title)}</title>
<rect width="${width}" height="${height + FOOT}" fill="${back}"/>
<image href="${image}" width="${width}" height="${height}"/>
<path d="M14 ${height + 17}v13M14 ${height + 23.5}h${bar.pixels}M${14 + bar.pixels} ${height + 17}v13" stroke="${text}" stroke-width="2" fill="none"/>
<text x="${bar.pixels + 24}" y="${height + 28}" fill="${text}" font-size="12" font-weight="600">${escaped(bar.text)}</text>
<text x="${left}" y="${height + 20}" fill="${text}" font-size="12" font-weight="600">${first}</text>
<text x="${left}" y="${height + 37}" fill="${soft}" font-size="11">${second}</text>
</svg>
`;
}
