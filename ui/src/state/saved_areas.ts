// Areas the reader gave a name: kept in this browser alone, and found again in the search.

export interface SavedArea {
  name: string;
  /** The query that asks for the area: `circle=10.6,-67,30`. */
  asked: string;
}

const KEY = 'skywitness.areas';
const MOST = 200;

/** What was saved, by name; nothing where the browser keeps nothing or keeps something else. */
export function savedAreas(): SavedArea[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isArea) : [];
  } catch {
    return [];
  }
}

/** Save under a name, which replaces what had that name; false where the browser keeps nothing. */
export function saveArea(name: string, asked: string): boolean {
  const others = savedAreas().filter((area) => area.name !== name);
  return kept([...others, { name, asked }].sort((a, b) => a.name.localeCompare(b.name)).slice(0, MOST));
}

export function forgetArea(name: string): boolean {
  return kept(savedAreas().filter((area) => area.name !== name));
}

function kept(areas: SavedArea[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(areas));
    return true;
  } catch {
    return false; // a browser that keeps nothing
  }
}

function isArea(one: unknown): one is SavedArea {
  const area = one as Partial<SavedArea> | null;
  return typeof area?.name === 'string' && typeof area.asked === 'string';
}
