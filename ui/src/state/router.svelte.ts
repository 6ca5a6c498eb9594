// Where the reader is: path and query of the address bar, as state. The whole view lives here, so that a link reproduces it.

/** Query keys that describe the view and stay when the reader goes from page to page. */
export const VIEW_KEYS = ['lat', 'lon', 'z', 't', 'speed', 'layers', 'color', 'filter', 'theme', 'units', 'lang', 'proj', 'days'] as const;

export type Query = Record<string, string | undefined>;
export type Changes = Record<string, string | null | undefined>;

interface Place {
  path: string;
  query: Query;
}

const DATA_SUFFIX = /\.(json|csv|geojson|kml|gpx|parquet|xml|html)$/;

export const place: Place = $state(read());

function read(): Place {
  return { path: decodeURI(location.pathname), query: Object.fromEntries(new URLSearchParams(location.search)) };
}

function take(next: Place): void {
  place.path = next.path;
  for (const key of Object.keys(place.query)) if (!(key in next.query)) delete place.query[key];
  for (const [key, value] of Object.entries(next.query)) if (place.query[key] !== value) place.query[key] = value;
}

/** An address with the query written plainly: commas, colons and semicolons stay readable. */
export function address(path: string, query: Query): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
  const written = pairs.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value).replace(/%(2C|3A|3B|2F)/gi, decodeURIComponent)}`);
  return encodeURI(path) + (written.length ? `?${written.join('&')}` : '');
}

/** Go to another page, with a step in the history; what describes the view comes along. */
export function go(target: string): void {
  const url = new URL(target, location.origin);
  const kept: Query = {};
  for (const key of VIEW_KEYS) if (place.query[key]) kept[key] = place.query[key];
  const next = { path: decodeURI(url.pathname), query: { ...kept, ...Object.fromEntries(url.searchParams) } };
  const moved = next.path !== place.path;
  history.pushState(null, '', address(next.path, next.query));
  take(next);
  if (moved) document.getElementById('main')?.focus({ preventScroll: true });
}

/** Change the query where the reader is; null takes a key away. `step` makes the Back button undo it. */
export function put(changes: Changes, step = false): void {
  const query: Query = { ...place.query };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') delete query[key];
    else query[key] = value;
  }
  const next = address(place.path, query);
  if (next === location.pathname + location.search) return;
  history[step ? 'pushState' : 'replaceState'](null, '', next);
  take({ path: place.path, query });
}

function clicked(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest('a');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (DATA_SUFFIX.test(link.pathname) || link.getAttribute('href')?.startsWith('#')) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

/** Follow links inside the page without loading it anew. */
export function follow(): void {
  addEventListener('popstate', () => take(read()));
  addEventListener('click', clicked);
}
