// Builds the pages into the Python package; `npm run dev` passes data requests on to a running `skywitness serve`.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const server = process.env['SKYWITNESS_SERVER'] ?? 'http://127.0.0.1:8080';
const isData = /^\/(live\.json|replay|layers|search|ws|status\.json|names)|\.(json|csv|geojson|kml|gpx|parquet)(\?|$)/;

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { fflate: '/src/map/gunzip.ts' } },
  optimizeDeps: { exclude: ['maplibre-gl'] },
  server: { proxy: { [isData.source.replace(/^/, '^.*')]: { target: server, ws: true } } },
  build: {
    outDir: '../src/skywitness/web/static',
    emptyOutDir: true,
    target: 'safari18',
    assetsInlineLimit: 0, // the page's content policy allows no data: script or font
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: 'es' },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
